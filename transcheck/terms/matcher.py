"""A term base at work: the concepts of a source text, and what a target says for each."""

from dataclasses import dataclass
from functools import lru_cache

from transcheck.model.facts import Facts, Piece
from transcheck.model.text import Span
from transcheck.terms.base import Concept, Term, TermBase
from transcheck.terms.morphology import morphology
from transcheck.terms.near import nearest
from transcheck.terms.source import Occurrence, SourceIndex
from transcheck.terms.target import Target


@dataclass(frozen=True, slots=True)
class TermMatch:
    """A term of a concept that a target says, in whatever form, and where."""

    term: Term
    span: Span


class Matcher:
    """Finds the concepts and terms of one term base."""

    def __init__(self, base: TermBase) -> None:
        self.base = base
        self.sources = SourceIndex(base)

    def in_source(self, facts: Facts) -> tuple[Occurrence, ...]:
        """The concepts that a source text names, longest first where names overlap; plain text only."""
        return self.sources.find(facts)

    def target(self, facts: Facts) -> Target:
        """A target text, to be asked for several terms."""
        return Target(facts, self.base.locale)

    def find(self, term: Term, target: Target) -> Span | None:
        """The first place of a term in any form; its listed forms count as they are written."""
        found = target.find(term.text)
        if found is None:
            found = next((span for form in term.forms if (span := target.find_exact(form)) is not None), None)
        return found

    def allowed(self, concept: Concept, target: Target) -> TermMatch | None:
        """What the target says of what the concept allows: a term, the source term that was kept, an abbreviation."""
        for term in concept.allowed:
            if (span := self.find(term, target)) is not None:
                return TermMatch(term, span)
        return self.kept(concept, target)

    def kept(self, concept: Concept, target: Target) -> TermMatch | None:
        """The source term or an abbreviation, where the target may keep it."""
        for abbreviation in concept.abbreviations:
            if (span := target.find_abbreviation(abbreviation)) is not None:
                return TermMatch(Term(abbreviation), span)
        if concept.keeps_source or concept.fixed:
            for source in concept.sources:
                if (span := target.find_source(source)) is not None:
                    return TermMatch(Term(source), span)
        return None

    def deprecated(self, concept: Concept, target: Target) -> tuple[TermMatch, ...]:
        """The deprecated terms that the target says, but for what is part of an allowed one."""
        found = [TermMatch(t, span) for t in concept.deprecated if (span := self.find(t, target)) is not None]
        if not found:
            return ()
        right = [span for term in concept.allowed if (span := self.find(term, target)) is not None]
        return tuple(one for one in found if not any(span.covers(one.span) for span in right))

    def instead(self, concept: Concept, target: Target) -> Span | None:
        """What the target seems to say instead of the concept's terms, where something resembles one."""
        return nearest([term.text for term in concept.allowed], target)

    def how(self, term: Term) -> str:
        """How a term is matched and what that can miss, in words."""
        language = morphology(self.base.locale)
        listed = f", and {len(term.forms)} listed forms" if term.forms else ""
        return f"{language.how}{listed}; can miss: {language.can_miss}"


@lru_cache(maxsize=64)
def matcher(base: TermBase) -> Matcher:
    """The matcher of a term base; one is built in each process, when it is first asked for."""
    return Matcher(base)


def facts_of(text: str) -> Facts:
    """The facts of a text that stands in no document."""
    return Facts((Piece(text, 0),))
