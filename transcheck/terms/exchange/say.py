"""What the formats share: what was read, what a format cannot say, and text that every format can hold."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace

from transcheck.errors import UserError
from transcheck.locales.tags import canonical, same_language
from transcheck.terms.base import Concept, Origin, Term, TermBase, TermStatus

# What XML 1.0 has no way to write, and what acts on the terminal that a glossary is printed to.
_UNSAYABLE = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True)
class Request:
    """A file to read: how messages call it, which languages are wanted, and the one that its name tells."""

    shown: str
    source: str = ""
    locale: str = ""
    named: str = ""


@dataclass(frozen=True)
class Found:
    """The term bases of a file; `left_out` counts what it says besides."""

    bases: tuple[TermBase, ...]
    left_out: Mapping[str, int]


Kept = Callable[[Sequence[Concept]], list[Concept | None]]
"""The concepts as a format can say them, None for one that it cannot; a reader finds them so again."""


def plain(text: str) -> str:
    """On one line, as glossaries are read, and without what no format can hold."""
    return " ".join(_UNSAYABLE.sub("", text).split())


def plains(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(text for text in map(plain, texts) if text)


def sayable(concept: Concept) -> Concept | None:
    """The concept in text that every format can hold, and without its place; None where no text is left."""
    terms = (
        Term(text, term.status, plains(term.forms), plain(term.note), term.everywhere)
        for term in concept.terms
        if (text := plain(term.text))
    )
    said = replace(
        concept, sources=plains(concept.sources), terms=tuple(terms), abbreviations=plains(concept.abbreviations),
        when=plains(concept.when), unless=plains(concept.unless), note=plain(concept.note),
        definition=plain(concept.definition), domain=plain(concept.domain), id=plain(concept.id),
        examples=tuple(
            replace(e, source=plain(e.source), target=plain(e.target), origin=Origin()) for e in concept.examples
        ),
        origin=Origin(),
    )  # fmt: skip
    return said if said.sources and (said.terms or said.fixed) else None


def by_status(concept: Concept) -> tuple[Term, ...]:
    """All that may or may not be written, what is preferred first; a fixed concept says its source term."""
    return (*concept.preferred, *concept.admitted, *concept.deprecated)


def common_forms(concept: Concept) -> tuple[str, ...]:
    """The forms that all preferred terms have: they are those of the concept."""
    first, *others = [term.forms for term in concept.of(TermStatus.PREFERRED)] or [()]
    return first if all(forms == first for forms in others) else ()


def losses(bases: Iterable[TermBase], kept: Kept) -> Counter[str]:
    """How much of each kind a format leaves out."""
    lost: Counter[str] = Counter()
    for base in bases:
        for before, after in zip(base.concepts, kept(base.concepts), strict=True):
            lost.update({"concepts": 1} if after is None else _lost(before, after))
    return +lost


_NAMES = {
    "sources": "source terms", "abbreviations": "abbreviations", "fixed": "fixed", "keeps_source": "keep-source",
    "case": "case", "part_of_speech": "parts of speech", "when": "when", "unless": "unless", "note": "notes",
    "definition": "definitions", "domain": "domains", "id": "ids", "examples": "examples",
}  # fmt: skip
_DEFAULTS = {field.name: field.default for field in fields(Concept)}


def _lost(before: Concept, after: Concept) -> Counter[str]:
    lost: Counter[str] = Counter()
    for name, called in _NAMES.items():
        old, new = getattr(before, name), getattr(after, name)
        if name == "examples":
            old, new = _unplaced(before), _unplaced(after)
        if isinstance(old, tuple):
            lost[called] += len(set(old) - set(new))
        elif old not in (new, _DEFAULTS[name]):
            lost[called] += 1
    for term in before.terms:
        lost.update(_term_lost(term, after.terms))
    return lost


def _unplaced(concept: Concept) -> tuple[tuple[str, str, bool], ...]:
    return tuple((example.source, example.target, example.is_right) for example in concept.examples)


def _term_lost(term: Term, others: Iterable[Term]) -> Counter[str]:
    same = next((one for one in others if (one.text, one.status) == (term.text, term.status)), None)
    if same is None:
        return Counter({f"{term.status.value} terms": 1})
    return Counter(
        {
            "forms": len(set(term.forms) - set(same.forms)),
            "notes of terms": int(bool(term.note) and term.note != same.note),
            "everywhere": int(term.everywhere and not same.everywhere),
        }
    )


def pick_locales(tags: Iterable[str], request: Request) -> tuple[str, dict[str, str]]:
    """The tag of the source among those of a file, and the locale of each of the others that is wanted."""
    known = {tag: locale for tag in dict.fromkeys(tags) if (locale := canonical(tag))}
    source = next((tag for tag in known if same_language(tag, request.source)), "") or next(
        (tag for tag in known if canonical(request.source) == known[tag].partition("-")[0]), ""
    )
    listed = ", ".join(sorted(known)) or "none"
    if not source:
        raise UserError(f"{request.shown}:1: no terms in {request.source!r}, the source; there are: {listed}")
    targets = _wanted({tag: locale for tag, locale in known.items() if tag != source}, request.locale)
    if not targets:
        wanted = f"in {request.locale!r}" if request.locale else f"but those in {request.source!r}, the source"
        raise UserError(f"{request.shown}:1: no terms {wanted}; there are: {listed}")
    return source, targets


def _wanted(locales: dict[str, str], asked: str) -> dict[str, str]:
    """All of them; where one is asked for that one, or the first that can stand for it, under the name asked for."""
    if not asked:
        return locales
    exact = [tag for tag, locale in locales.items() if locale == canonical(asked)]
    near = [tag for tag, locale in locales.items() if same_language(locale, asked)]
    return dict.fromkeys((exact or near)[:1], asked)
