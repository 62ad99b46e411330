"""A concept of the glossary stands in the source, and none of its terms in the translation.

Readers meet two names for one thing, or a word that means something else in the field.  Inflected
forms count, and so does the source's own term, unless the glossary says otherwise.

## Example

```yaml file=glossary/es.yml
concepts:
  - source: latent variable
    preferred: variable latente
```

```markdown source
The latent variables are sampled.
```

```markdown target
Las variables escondidas se muestrean.
```

## Use instead

```markdown target
Las variables latentes se muestrean.
```
"""

from collections.abc import Iterator

from transcheck.model.finding import Confidence, Dimension, Problem, Severity
from transcheck.model.text import Span
from transcheck.model.unit import Unit
from transcheck.rule import Context, NoOptions, rule
from transcheck.terms.base import Concept
from transcheck.terms.matcher import Matcher, matcher
from transcheck.terms.source import Occurrence
from transcheck.terms.target import Target
from transcheck.terms.unit import answers, meant, written

_SHOWN = 3


@rule(severity=Severity.WARNING, confidence=Confidence.MEDIUM, dimension=Dimension.TERMINOLOGY)
def check(unit: Unit, ctx: Context[NoOptions]) -> Iterator[Problem]:
    if ctx.terms is None or not answers(unit):
        return
    terms = matcher(ctx.terms)
    occurrences = [one for one in meant(unit, terms) if not one.concept.fixed and one.concept.allowed]
    if not occurrences:
        return
    assert unit.target is not None, "it is a pair"
    target = terms.target(unit.target.facts)
    for occurrence in occurrences:
        concept = occurrence.concept
        if terms.allowed(concept, target) is None and not terms.deprecated(concept, target):
            yield _problem(unit, occurrence, terms, target)


def _problem(unit: Unit, occurrence: Occurrence, terms: Matcher, target: Target) -> Problem:
    assert unit.target is not None, "it is a pair"
    instead = terms.instead(occurrence.concept, target)
    message = f'"{occurrence.text}" is not translated as {_expected(occurrence.concept)}'
    if instead is not None:
        message += f', the text seems to say "{written(unit, instead)}"'
    span = instead if instead is not None else unit.target.span
    return Problem(span, message, hint=occurrence.concept.note, source=_place(unit, occurrence))


def _expected(concept: Concept) -> str:
    """The terms that the glossary allows, the preferred ones first."""
    terms = [f'"{term.text}"' for term in concept.allowed]
    more = f" (or {len(terms) - _SHOWN} more)" if len(terms) > _SHOWN else ""
    return " or ".join(terms[:_SHOWN]) + more


def _place(unit: Unit, occurrence: Occurrence) -> Span | None:
    """The term's place, where the source document has it and not the comment alone."""
    return occurrence.span if unit.source is not None else None
