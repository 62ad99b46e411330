"""TBX -> term bases: version 3 in both styles, and version 2 (`martif`); data categories beyond TBX-Basic are counted.

A data category is an attribute in DCA style and version 2, `<termNote type="partOfSpeech">`, and an element in DCT
style, `<min:partOfSpeech>`: both are one word here.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from transcheck.errors import UserError
from transcheck.locales.tags import canonical
from transcheck.terms.base import Concept, Origin, PartOfSpeech, Term, TermBase, TermStatus
from transcheck.terms.exchange.say import Found, Request, pick_locales, plain
from transcheck.terms.exchange.xml import Element, parse_xml

_ROOTS = ("tbx", "martif")
_ENTRIES, _LANGUAGES, _TERMS = ("conceptEntry", "termEntry"), ("langSec", "langSet"), ("termSec", "tig", "ntig")
_GROUPS = ("termGrp", "termNoteGrp", "descripGrp", "adminGrp")
_WITH_TYPE = ("descrip", "descripNote", "termNote", "admin", "adminNote", "ref", "xref")
_SHORT = ("abbreviation", "acronym", "initialism", "shortForm")
_PARTS = {part.value.replace(" ", ""): part for part in PartOfSpeech}
_STATUSES = {
    "preferredTerm": TermStatus.PREFERRED, "standardizedTerm": TermStatus.PREFERRED,
    "admittedTerm": TermStatus.ADMITTED, "legalTerm": TermStatus.ADMITTED, "regulatedTerm": TermStatus.ADMITTED,
    "deprecatedTerm": TermStatus.DEPRECATED, "supersededTerm": TermStatus.DEPRECATED,
}  # fmt: skip
"""What administrativeStatus and version 2's normativeAuthorization say, before `-admn-sts`."""
_KNOWN = {
    "subjectField", "definition", "note", "term", "partOfSpeech", "administrativeStatus", "normativeAuthorization",
    "termType",
}  # fmt: skip


@dataclass
class _Term:
    """A term with what is said of it, by data category."""

    text: str
    said: dict[str, list[str]]

    def first(self, *categories: str) -> str:
        return next((text for category in categories for text in self.said.get(category, ())), "")

    @property
    def status(self) -> TermStatus | None:
        return _STATUSES.get(self.first("administrativeStatus", "normativeAuthorization").removesuffix("-admn-sts"))

    @property
    def is_short(self) -> bool:
        return self.first("termType") in _SHORT and self.status is not TermStatus.DEPRECATED

    @property
    def note(self) -> str:
        return "; ".join(self.said.get("note", ()))


@dataclass
class _Section:
    """What an entry says in one language."""

    said: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    terms: list[_Term] = field(default_factory=list)

    def words(self) -> list[_Term]:
        """Its terms but abbreviations, where it has others."""
        return [term for term in self.terms if not term.is_short] or self.terms

    def short(self) -> list[str]:
        """Its abbreviations, where it has other terms."""
        short = [term.text for term in self.terms if term.is_short]
        return short if len(short) < len(self.terms) else []


@dataclass
class _Entry:
    """One concept in all languages."""

    origin: Origin
    id: str
    said: dict[str, list[str]]
    sections: dict[str, _Section]


def read_tbx(data: bytes, request: Request) -> Found:
    """The term bases of a file; raises UserError with the line of what is no TBX."""
    root = parse_xml(data, request.shown)
    if root.name not in _ROOTS:
        raise UserError(f"{request.shown}:{root.line}: no TBX: expected <tbx> or <martif>, found <{root.name}>")
    left_out: Counter[str] = Counter()
    found = [_entry(one, request, left_out) for one in root.walk() if one.name in _ENTRIES]
    default = root.attributes.get("lang", "")
    tags = [tag for entry in found for tag in entry.sections]
    wanted = Request(request.shown, request.source or (default if default in tags else "en"), request.locale)
    source, targets = pick_locales(tags, wanted)
    left_out["concepts without a term of the source"] = sum(source not in entry.sections for entry in found)
    left_out.update(f"terms in {tag!r}" for tag in tags if canonical(tag) is None)
    bases = (
        TermBase(locale, canonical(source) or source, _concepts(found, source, tag), request.shown)
        for tag, locale in targets.items()
    )
    return Found(tuple(bases), +left_out)


def _entry(element: Element, request: Request, left_out: Counter[str]) -> _Entry:
    sections: dict[str, _Section] = defaultdict(_Section)
    for language in element.named(*_LANGUAGES):
        tag = language.attributes.get("lang", "")
        if not tag:
            raise UserError(f"{request.shown}:{language.line}: <{language.name}> has no xml:lang")
        section = sections[tag]
        for category, text in _said(language, left_out):
            section.said[category].append(text)
        for one in language.named(*_TERMS):
            said = _by_category(_said(one, left_out))
            section.terms += [_Term(text, said) for text in said.pop("term", [])[:1]]
    said = _by_category(_said(element, left_out))
    filled = {tag: section for tag, section in sections.items() if section.terms}
    return _Entry(Origin(request.shown, element.line), plain(element.attributes.get("id", "")), said, filled)


def _by_category(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    said: dict[str, list[str]] = defaultdict(list)
    for category, text in pairs:
        said[category].append(text)
    return said


def _said(element: Element, left_out: Counter[str]) -> Iterator[tuple[str, str]]:
    """The data categories of an entry, a language or a term, out of their groups too; what is unknown is counted."""
    for child in element:
        if child.name in _GROUPS:
            yield from _said(child, left_out)
            continue
        category = child.attributes.get("type", child.name) if child.name in _WITH_TYPE else child.name
        text = plain(child.text)
        if category in _KNOWN and text:
            yield category, text
        elif child.name not in (*_LANGUAGES, *_TERMS):
            left_out[category] += 1


def _concepts(found: Iterable[_Entry], source: str, target: str) -> tuple[Concept, ...]:
    return tuple(
        _concept(entry, entry.sections[source], entry.sections[target])
        for entry in found
        if source in entry.sections and target in entry.sections
    )


def _concept(entry: _Entry, source: _Section, target: _Section) -> Concept:
    words, others = source.words(), target.words()
    levels = (entry.said, source.said, target.said)
    notes = [*(text for said in levels for text in said.get("note", ())), *(term.note for term in words)]
    return Concept(
        sources=tuple(dict.fromkeys(term.text for term in _ordered(words))),
        terms=tuple(_terms(others)),
        abbreviations=tuple(dict.fromkeys((*source.short(), *target.short()))),
        part_of_speech=_part([*words, *others]),
        note="; ".join(filter(None, dict.fromkeys(notes))),
        definition=next((text for said in levels for text in said.get("definition", ())), ""),
        domain=next((text for said in levels for text in said.get("subjectField", ())), ""),
        id=entry.id,
        origin=entry.origin,
    )


def _ordered(terms: Iterable[_Term]) -> list[_Term]:
    """What is preferred first, for it names the concept; what is deprecated may still stand in the source."""
    ranks = {TermStatus.PREFERRED: 0, None: 1, TermStatus.ADMITTED: 2, TermStatus.DEPRECATED: 3}
    return sorted(terms, key=lambda term: ranks[term.status])


def _terms(found: Iterable[_Term]) -> Iterator[Term]:
    """The terms of the target: of those whose status is not told the first is preferred, if no other is."""
    terms = list(found)
    has_preferred = any(term.status is TermStatus.PREFERRED for term in terms)
    said: list[Term] = []
    for term in terms:
        status = term.status or (TermStatus.ADMITTED if has_preferred else TermStatus.PREFERRED)
        has_preferred = has_preferred or status is TermStatus.PREFERRED
        said.append(Term(term.text, status, note=term.note))
    for status in TermStatus:
        yield from (term for term in said if term.status is status)


def _part(terms: Iterable[_Term]) -> PartOfSpeech | None:
    said = (term.first("partOfSpeech").casefold() for term in terms)
    return next((_PARTS[part] for part in said if part in _PARTS), None)
