"""A name that the glossary does not let translate stands in the source and not in the translation.

Names of software, data sets and people are what readers search for.

## Example

```yaml file=glossary/es.yml
concepts:
  - source: PyTorch
    fixed: true
```

```markdown source
We train it with PyTorch.
```

```markdown target
Lo entrenamos con Antorcha.
```

## Use instead

```markdown target
Lo entrenamos con PyTorch.
```
"""

from collections.abc import Iterator

from transcheck.model.finding import Confidence, Dimension, Problem, Severity
from transcheck.model.unit import Unit
from transcheck.rule import Context, NoOptions, rule
from transcheck.terms.matcher import matcher
from transcheck.terms.unit import answers, meant


@rule(severity=Severity.WARNING, confidence=Confidence.MEDIUM, dimension=Dimension.TERMINOLOGY)
def check(unit: Unit, ctx: Context[NoOptions]) -> Iterator[Problem]:
    if ctx.terms is None or not unit.is_pair:
        return
    terms = matcher(ctx.terms)
    if not terms.has_fixed:
        return
    occurrences = [one for one in meant(unit, terms) if one.concept.fixed]
    if not occurrences or not answers(unit, ctx.language):
        return
    assert unit.target is not None, "it is a pair"
    target = terms.target(unit.target.facts)
    for one in occurrences:
        if terms.allowed(one.concept, target) is None and not terms.stands_raw(one.concept, unit.target.text):
            message = f'"{one.text}" is not translated, and is missing here'
            source = one.span if unit.source is not None else None
            yield Problem(unit.target.span, message, hint=one.concept.note, source=source)
