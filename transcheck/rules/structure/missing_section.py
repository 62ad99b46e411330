"""A heading of the source has no counterpart in the translation.

Readers lose the section from the table of contents, links to it break, and often its text is lost
with it.

## Example

```markdown source
## Loss

The loss falls.

## Backprop

Gradients flow back.
```

```markdown target
## Pérdida

La pérdida baja.

Los gradientes fluyen hacia atrás.
```

## Use instead

```markdown target
## Pérdida

La pérdida baja.

## Retropropagación

Los gradientes fluyen hacia atrás.
```
"""

from collections.abc import Iterator

from transcheck.model.block import BlockKind
from transcheck.model.finding import Dimension, Problem, Severity
from transcheck.model.text import Span
from transcheck.model.unit import Translation
from transcheck.rule import Context, NoOptions, rule


@rule(severity=Severity.ERROR, dimension=Dimension.MARKUP)
def check(translation: Translation, ctx: Context[NoOptions]) -> Iterator[Problem]:
    for unit in translation.units:
        side = unit.source or unit.comment
        if side is None or unit.target is not None or side.kind is not BlockKind.HEADING:
            continue
        yield Problem(Span(unit.at, unit.at), f'section "{side.facts.plain}" has no counterpart', source=unit.source_span)
