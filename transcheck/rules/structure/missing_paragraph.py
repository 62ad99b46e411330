"""A paragraph of the source has no counterpart in the translation.

Readers of the translation miss what it says and do not know it.  Paragraphs that are missing in a row
are one finding, with the lists, formulas and pictures between them.

## Example

```markdown source
The loss falls with every step.

A smaller step makes the descent slower, and a larger one makes it unstable.

The gradient tells the direction.
```

```markdown target
La pérdida baja con cada paso.

El gradiente indica la dirección.
```

## Use instead

```markdown target
La pérdida baja con cada paso.

Un paso menor hace más lento el descenso, y uno mayor lo hace inestable.

El gradiente indica la dirección.
```
"""

from collections.abc import Iterator

from transcheck.model.block import BlockKind
from transcheck.model.finding import Problem, Severity
from transcheck.model.omission import Omission, excerpt, omissions, place
from transcheck.model.unit import Translation
from transcheck.rule import Context, NoOptions, rule


@rule(severity=Severity.WARNING)
def check(translation: Translation, ctx: Context[NoOptions]) -> Iterator[Problem]:
    for omission in omissions(translation, ctx.language.length_ratio):
        if not omission.is_section and omission.of_kind(BlockKind.PARAGRAPH):
            yield _problem(omission, translation)


def _problem(omission: Omission, translation: Translation) -> Problem:
    spoken_for = omission.units if omission.is_passage else omission.prose
    first = spoken_for[0]
    more = f", nor {'has' if len(spoken_for) == 2 else 'have'} the {_count(len(spoken_for) - 1)} after it"
    message = f'{first.kind.value} "{excerpt(first)}" has no counterpart'
    return Problem(place(first, translation), message + (more if len(spoken_for) > 1 else ""), source=first.source_span)


def _count(number: int) -> str:
    return "block" if number == 1 else f"{number} blocks"
