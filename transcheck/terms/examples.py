"""A glossary's examples, run as tests of its own terms."""

from collections.abc import Iterator
from dataclasses import dataclass

from transcheck.errors import UserError
from transcheck.terms.base import Concept, Example, TermBase
from transcheck.terms.matcher import Matcher, facts_of, matcher


@dataclass(frozen=True, slots=True)
class Failure:
    """An example that is not as its glossary says, and why."""

    concept: Concept
    example: Example
    reason: str


def verify(base: TermBase) -> None:
    """Raise UserError with the place of the first example that fails."""
    failed = next(failures(base), None)
    if failed is not None:
        raise UserError(f"{failed.example.origin}: example of {failed.concept.name!r} fails: {failed.reason}")


def failures(base: TermBase) -> Iterator[Failure]:
    """The examples that fail, in the order of the glossary."""
    with_examples = [concept for concept in base.concepts if concept.examples]
    for concept in with_examples:
        for example in concept.examples:
            reason = _reason(matcher(base), concept, example)
            if reason:
                yield Failure(concept, example, reason)


def _reason(found: Matcher, concept: Concept, example: Example) -> str:
    """Why the example fails; empty where it does not."""
    meant = any(occurrence.concept is concept for occurrence in found.in_source(facts_of(example.source)))
    target = found.target(facts_of(example.target))
    wrong = found.deprecated(concept, target)
    right = found.allowed(concept, target)
    if not example.is_right:
        return "" if meant and (wrong or right is None) else _why_accepted(concept, meant=meant)
    if not meant:
        return f"{example.source!r} does not name the concept"
    if wrong:
        return f"{example.target!r} has the deprecated {wrong[0].term.text!r}"
    return "" if right else f"{example.target!r} has none of {', '.join(repr(t.text) for t in concept.allowed)}"


def _why_accepted(concept: Concept, *, meant: bool) -> str:
    return f"nothing is wrong with it, for the source does {'name' if meant else 'not name'} {concept.name!r}"
