"""Term bases that hypothesis makes: everything that a glossary can say, in texts that formats find hard."""

from collections.abc import Iterable
from dataclasses import replace

from hypothesis import strategies as st

from transcheck.terms.base import Case, Concept, Example, Origin, PartOfSpeech, Term, TermBase, TermStatus

_HARD = "aZé学خ\u200c\u0301İß😀 \t\n\x01\x1b;,|\\'\"`*_[](){}<>&#!%$=+-@~^:?./0１\ufeff\u202e＝"
_WORDS = (
    "null",
    "~",
    "no",
    "yes",
    "1.5",
    "=1+1",
    "-ing",
    "'n",
    "'=x",
    "a; b",
    "a\\",
    "\\;",
    "&lt;",
    "<b>",
    "]]>",
    "# x",
)


def _normal(text: str) -> str:
    """As glossaries are read: on one line."""
    return " ".join(text.split())


texts = (st.sampled_from(_WORDS) | st.text(st.sampled_from(_HARD), min_size=1, max_size=9).map(_normal)).filter(bool)
_some = st.lists(texts, max_size=2, unique=True).map(tuple)
_maybe = st.just("") | texts


@st.composite
def _term(draw: st.DrawFn, status: TermStatus) -> Term:
    everywhere = status is TermStatus.DEPRECATED and draw(st.booleans())
    return Term(draw(texts), status, draw(_some), draw(_maybe), everywhere)


@st.composite
def concepts(draw: st.DrawFn) -> Concept:
    fixed = draw(st.booleans())
    least = {TermStatus.PREFERRED: 0 if fixed else 1}
    terms = [
        term
        for status in TermStatus
        for term in draw(st.lists(_term(status), min_size=least.get(status, 0), max_size=2, unique_by=lambda t: t.text))
    ]
    return Concept(
        sources=draw(st.lists(texts, min_size=1, max_size=2, unique=True).map(tuple)),
        terms=tuple(terms),
        abbreviations=draw(_some),
        fixed=fixed,
        keeps_source=draw(st.booleans()),
        case=draw(st.sampled_from(Case)),
        part_of_speech=draw(st.none() | st.sampled_from(PartOfSpeech)),
        when=draw(_some),
        unless=draw(_some),
        note=draw(_maybe),
        definition=draw(_maybe),
        domain=draw(_maybe),
        id=draw(_maybe),
        examples=tuple(draw(st.lists(st.builds(Example, texts, texts, st.booleans()), max_size=2))),
    )


@st.composite
def bases(draw: st.DrawFn, locale: str = "es") -> TermBase:
    found = draw(st.lists(concepts(), min_size=1, max_size=4))
    return TermBase(locale, "en", tuple(found))


def unplaced(found: Iterable[Concept]) -> list[Concept]:
    """Without the lines of files."""
    return [replace(one, origin=Origin(), examples=_unplaced(one.examples)) for one in found]


def _unplaced(examples: Iterable[Example]) -> tuple[Example, ...]:
    return tuple(replace(one, origin=Origin()) for one in examples)
