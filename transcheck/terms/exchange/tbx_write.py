"""Term bases -> TBX-Basic, version 3 (ISO 30042:2019), in DCA style, the one that most tools read.

The order of elements is the schema's: https://github.com/LTAC-Global/TBX-Basic_dialect
"""

import html
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from transcheck.locales.tags import canonical
from transcheck.terms.base import Case, Concept, PartOfSpeech, Term, TermBase, TermStatus
from transcheck.terms.exchange.entries import Entry, entries
from transcheck.terms.exchange.say import by_status, sayable

NAMESPACE = "urn:iso:std:iso:30042:ed-2"
_START = (
    "A-Z_a-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c-\u200d\u2070-\u218f"
    "\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd"
)
_NCNAME = re.compile(f"[{_START}][{_START}.0-9\u00b7\u0300-\u036f\u203f-\u2040-]*")
"""What an id may be: https://www.w3.org/TR/xml-names/#NT-NCName"""
_BASIC = {PartOfSpeech.PROPER_NOUN: PartOfSpeech.NOUN}
"""What TBX-Basic has no word for."""


def kept_by_tbx(concepts: Sequence[Concept]) -> list[Concept | None]:
    """TBX-Basic knows no fixed terms, conditions, forms, letter case and pairs of examples."""
    used: set[str] = set()
    return [_kept(concept, used) for concept in concepts]


def _kept(concept: Concept, used: set[str]) -> Concept | None:
    said = sayable(concept)
    if said is None:
        return None
    name = said.id if _NCNAME.fullmatch(said.id) and said.id not in used else ""
    used.add(name)
    part = said.part_of_speech
    return replace(
        said,
        id=name,
        terms=tuple(replace(term, forms=(), everywhere=False) for term in by_status(said)),
        sources=tuple(dict.fromkeys(said.sources)),
        fixed=False, keeps_source=True, case=Case.INSENSITIVE, when=(), unless=(), examples=(),
        part_of_speech=_BASIC.get(part, part) if part else None,
    )  # fmt: skip


def write_tbx(bases: Sequence[TermBase]) -> str:
    """One file with all the locales of `bases`, which share their source."""
    said = [replace(base, concepts=tuple(c for c in kept_by_tbx(base.concepts) if c)) for base in bases]
    source = bases[0].source_locale
    return "\n".join([*_head(source), *_body(entries(said, _shared), source), "</body></text>", "</tbx>", ""])


def _shared(concept: Concept) -> Concept:
    """What is not of one target language."""
    return replace(concept, terms=(), note="")


def _head(source: str) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield f'<tbx type="TBX-Basic" style="dca" xml:lang={_tag(source)} xmlns="{NAMESPACE}">'
    yield "<tbxHeader><fileDesc><sourceDesc><p>Written by transcheck</p></sourceDesc></fileDesc></tbxHeader>"
    yield "<text><body>"


def _body(found: Iterable[Entry], source: str) -> Iterator[str]:
    used: set[str] = set()
    for entry in found:
        concept = entry.concept
        yield f"<conceptEntry{_id(concept.id, used)}>"
        yield from _element("descrip", "subjectField", concept.domain)
        yield from _source(concept, source)
        for locale, target in entry.locales.items():
            yield from _target(target, locale)
        yield "</conceptEntry>"


def _id(name: str, used: set[str]) -> str:
    """As an attribute; ids are unique in a file, though two locales may give one to different concepts."""
    while name and name in used:
        name += "_"
    used.add(name)
    return f' id="{_escaped(name)}"' if name else ""


def _source(concept: Concept, source: str) -> Iterator[str]:
    yield f"  <langSec xml:lang={_tag(source)}>"
    yield from _element("descrip", "definition", concept.definition, "    ")
    statuses = [TermStatus.PREFERRED, *[TermStatus.ADMITTED] * (len(concept.sources) - 1)]
    for text, status in zip(concept.sources, statuses, strict=True):
        yield from _term(Term(text, status), concept.part_of_speech)
    for text in concept.abbreviations:
        yield from _term(Term(text, TermStatus.ADMITTED), concept.part_of_speech, kind="abbreviation")
    yield "  </langSec>"


def _target(concept: Concept, locale: str) -> Iterator[str]:
    yield f"  <langSec xml:lang={_tag(locale)}>"
    yield from _note(concept.note, "    ")
    for term in concept.terms:
        yield from _term(term, concept.part_of_speech)
    yield "  </langSec>"


def _term(term: Term, part: PartOfSpeech | None, kind: str = "") -> Iterator[str]:
    yield "    <termSec>"
    yield f"      <term>{_escaped(term.text)}</term>"
    yield from _element("termNote", "partOfSpeech", part.value if part else "", "      ")
    yield from _element("termNote", "administrativeStatus", f"{term.status.value}Term-admn-sts", "      ")
    yield from _element("termNote", "termType", kind, "      ")
    yield from _note(term.note, "      ")
    yield "    </termSec>"


def _element(name: str, kind: str, text: str, indent: str = "  ") -> Iterator[str]:
    if text:
        yield f'{indent}<{name} type="{kind}">{_escaped(text)}</{name}>'


def _note(text: str, indent: str) -> Iterator[str]:
    if text:
        yield f"{indent}<note>{_escaped(text)}</note>"


def _tag(locale: str) -> str:
    return f'"{_escaped(canonical(locale) or locale)}"'


def _escaped(text: str) -> str:
    return html.escape(text, quote=True)
