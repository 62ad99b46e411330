"""A term base at work: the concepts of a source text, and what a target says for each."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Generic, TypeVar

from transcheck.lazy import lazy
from transcheck.model.facts import Facts, Piece
from transcheck.model.text import Span
from transcheck.terms.base import Concept, Term, TermBase
from transcheck.terms.morphology import morphology
from transcheck.terms.near import nearest
from transcheck.terms.source import Occurrence, SourceIndex, longest_first
from transcheck.terms.target import Target

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick


@dataclass(frozen=True, slots=True)
class TermMatch:
    """A term of a concept that a target says, in whatever form, and where; `is_kept` for the source's own."""

    term: Term
    span: Span
    is_kept: bool = False


_Value = TypeVar("_Value")
_KEPT = 512
"""More than the units of most documents: each rule of terminology looks at all of them in its turn."""


class Recent(Generic[_Value]):
    """What was worked out for the last facts, told by identity, for their hash would read the whole text."""

    def __init__(self) -> None:
        self._kept: dict[int, tuple[Facts, _Value]] = {}

    def get(self, facts: Facts, make: Callable[[Facts], _Value]) -> _Value:
        kept = self._kept.get(id(facts))
        if kept is None or kept[0] is not facts:
            if len(self._kept) >= _KEPT:
                self._kept.clear()
            kept = self._kept[id(facts)] = (facts, make(facts))
        return kept[1]


class Matcher:
    """Finds the concepts and terms of one term base."""

    def __init__(self, base: TermBase) -> None:
        self.base = base
        self.sources = SourceIndex(base)
        self._allowed = {id(concept): concept.allowed for concept in base.concepts}
        self._named: Recent[tuple[Occurrence, ...]] = Recent()
        self._targets: Recent[Target] = Recent()

    def in_source(self, facts: Facts) -> tuple[Occurrence, ...]:
        """The concepts that a source text names, longest first where names overlap; plain text only."""
        return self._named.get(facts, self.sources.find)

    def target(self, facts: Facts) -> Target:
        """A target text, to be asked for several terms."""
        return self._targets.get(facts, lambda one: Target(one, self.base.locale))

    def find(self, term: Term, target: Target, *, derived: bool = False) -> Span | None:
        """The first place of a term in any form; its listed forms count as they are written.

        `derived` takes words made of the term for it, too: an adjective, a verb.
        """
        literal = target.find_literal(term.text)
        return literal if literal is not None else self._inflected(term, target, derived=derived)

    def _inflected(self, term: Term, target: Target, *, derived: bool) -> Span | None:
        found = target.inflected(term.text, derived=derived)
        if found is None and term.forms:
            found = next((span for form in term.forms if (span := target.find_exact(form)) is not None), None)
        return found

    def allowed(self, concept: Concept, target: Target) -> TermMatch | None:
        """What the target says of what the concept allows: a term, the source term that was kept, an abbreviation."""
        return self.said(concept, target) or self.kept(concept, target)

    def asks_for(self, concept: Concept) -> bool:
        """Whether the concept is translated, and has terms for it."""
        return not concept.fixed and bool(self._allowed.get(id(concept)))

    def said(self, concept: Concept, target: Target) -> TermMatch | None:
        """A term of the concept that the target says."""
        allowed = self._allowed.get(id(concept)) or concept.allowed
        for term in allowed:
            if (span := target.find_literal(term.text)) is not None:
                return TermMatch(term, span)
        for term in allowed:
            if (span := self._inflected(term, target, derived=True)) is not None:
                return TermMatch(term, span)
        return None

    def kept(self, concept: Concept, target: Target) -> TermMatch | None:
        """The source term or an abbreviation, where the target may keep it."""
        for abbreviation in concept.abbreviations:
            if (span := target.find_abbreviation(abbreviation)) is not None:
                return TermMatch(Term(abbreviation), span)
        if concept.keeps_source or concept.fixed:
            for source in concept.sources:
                if (span := target.find_source(source)) is not None:
                    return TermMatch(Term(source), span, is_kept=True)
        return None

    def in_brackets(self, concept: Concept, target: Target) -> Span | None:
        """Where the source term stands in brackets, as the source writes it."""
        bracketed = target.in_brackets
        if bracketed is None or not (concept.keeps_source or concept.fixed):
            return None
        found = (bracketed.find_written(source) for source in concept.sources)
        return next((span for span in found if span is not None), None)

    def deprecated(self, concept: Concept, target: Target) -> tuple[TermMatch, ...]:
        """The deprecated terms that the target says, but for what is part of an allowed one."""
        found = [TermMatch(t, span) for t in concept.deprecated if (span := self.find(t, target)) is not None]
        if not found:
            return ()
        right = [span for term in concept.allowed if (span := self.find(term, target)) is not None]
        return tuple(one for one in found if not any(span.covers(one.span) for span in right))

    @lazy
    def has_fixed(self) -> bool:
        return any(concept.fixed for concept in self.base.concepts)

    @lazy
    def has_deprecated(self) -> bool:
        return any(concept.deprecated for concept in self.base.concepts)

    @lazy
    def banned(self) -> tuple[tuple[Concept, Term], ...]:
        """The terms that are wrong wherever they stand."""
        return tuple((c, term) for c in self.base.concepts for term in c.deprecated if term.everywhere)

    def banned_in(self, target: Target) -> tuple[tuple[Concept, TermMatch], ...]:
        """The terms wrong everywhere that a target says."""
        found = ((concept, term, self.find(term, target)) for concept, term in self.banned)
        return tuple((concept, TermMatch(term, span)) for concept, term, span in found if span is not None)

    def stands_raw(self, concept: Concept, text: str) -> bool:
        """Whether a name stands in a text with all its code and links, where nobody translates it."""
        folded = text.casefold()
        return any(source.casefold() in folded for source in (*concept.sources, *concept.abbreviations))

    def miswritten(self, facts: Facts) -> Iterator[tuple[str, Span, str]]:
        """Names with capitals of their own that a text writes with others: the name, the place, what is written."""
        if self._names is None:
            return
        for piece in facts.plain_pieces:
            lowered = _lower(piece.text)
            for number, start, end in self._names.find_matches_as_indexes(lowered):
                name, text = self._spelled[number], piece.text[start:end]
                if text != name and not text.isupper() and _stands_alone(piece.text, start, end):
                    yield name, Span(start, end).shifted(piece.start), text

    @lazy
    def _spelled(self) -> tuple[str, ...]:
        """The fixed names that have capitals of their own."""
        names = (s for concept in self.base.concepts if concept.fixed for s in concept.sources)
        return tuple(dict.fromkeys(name for name in names if not name.islower() and len(name) > 2))

    @lazy
    def _names(self) -> "AhoCorasick | None":
        return longest_first([_lower(name) for name in self._spelled]) if self._spelled else None

    def instead(self, concept: Concept, target: Target, others: Iterable[Concept] = ()) -> Span | None:
        """What the target seems to say instead of the concept's terms, where something resembles one.

        What it says for `others` is not that, and where it says a term for something else nothing is.
        """
        if self.said(concept, target) is not None:
            return None
        said = (self.allowed(other, target) for other in others if other is not concept)
        return nearest([term.text for term in concept.allowed], target, (one.span for one in said if one is not None))

    def how(self, term: Term) -> str:
        """How a term is matched and what that can miss, in words."""
        language = morphology(self.base.locale)
        listed = f", and {len(term.forms)} listed forms" if term.forms else ""
        return f"{language.how}{listed}; can miss: {language.can_miss}"


@lru_cache(maxsize=64)
def matcher(base: TermBase) -> Matcher:
    """The matcher of a term base; one is built in each process, when it is first asked for."""
    return Matcher(base)


def named(text: str, base: TermBase) -> Concept | None:
    """The concept that the whole of a text names, in any number and spelling."""
    found = matcher(base).in_source(facts_of(text))
    return next((one.concept for one in found if one.span == Span(0, len(text))), None)


def _lower(text: str) -> str:
    """The text in small letters, as long as it was."""
    lowered = text.lower()
    return lowered if len(lowered) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether it is no part of a longer word, a path, an address or a file's name."""
    before, after = text[start - 1 : start], text[end : end + 1]
    if _is_latin(before) or _is_latin(after) or before in _OF_PATHS or after in _OF_PATHS:
        return False
    return not (before == "." or (after == "." and _is_latin(text[end + 1 : end + 2])))


def _is_latin(char: str) -> bool:
    return char.isascii() and char.isalnum()


_OF_PATHS = frozenset("_/@-\\")


def facts_of(text: str) -> Facts:
    """The facts of a text that stands in no document."""
    return Facts((Piece(text, 0),))
