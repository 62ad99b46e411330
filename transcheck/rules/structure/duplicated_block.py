"""A paragraph stands twice in the translation, and once in the source.

Mostly a paste that went wrong: the copy is either too much, or it stands in the place of a paragraph that
was never translated.

## Example

```markdown source
The loss falls with every step of the descent.

The gradient tells the direction of the step.
```

```markdown target
La pérdida baja con cada paso del descenso.

La pérdida baja con cada paso del descenso.

El gradiente indica la dirección del paso.
```

## Use instead

```markdown target
La pérdida baja con cada paso del descenso.

El gradiente indica la dirección del paso.
```
"""

from collections.abc import Iterator

from transcheck.compare.copies import Copy, copies
from transcheck.compare.omission import shortened
from transcheck.model.finding import Problem, Related, Severity
from transcheck.model.unit import Translation
from transcheck.rule import Context, NoOptions, rule


@rule(severity=Severity.WARNING)
def check(translation: Translation, ctx: Context[NoOptions]) -> Iterator[Problem]:
    for copy in copies(translation):
        yield _problem(copy, translation)


def _problem(copy: Copy, translation: Translation) -> Problem:
    line = translation.target.lines.place(copy.original.span.start)[0]
    again = "stands there twice" if copy.is_exact else "stands there twice, in nearly the same words"
    return Problem(
        copy.block.span,
        f'{copy.block.kind.value} "{shortened(copy.block.facts.plain or copy.block.text)}" {again}',
        related=(Related(translation.target.path, line, "the same"),),
    )
