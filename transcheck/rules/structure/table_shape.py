"""A table has another number of rows or columns than its source, or is missing.

Values slip under the wrong heads, or are not there at all.  A table of the translation's own is information.

## Example

```markdown source
| Loss | Margin |
| ---- | ------ |
| Log | none |
| Hinge | yes |
```

```markdown target
| Pérdida | Margen |
| ---- | ------ |
| Logarítmica | no |
```

## Use instead

```markdown target
| Pérdida | Margen |
| ---- | ------ |
| Logarítmica | no |
| Bisagra | sí |
```
"""

from collections.abc import Iterator

from transcheck.compare.addition import additions
from transcheck.compare.gaps import SURE
from transcheck.compare.omission import lone, place
from transcheck.model.block import BlockKind, Segment
from transcheck.model.finding import Dimension, Problem, Severity
from transcheck.model.unit import Translation, Unit
from transcheck.rule import Context, NoOptions, rule
from transcheck.syntax.tables import shape_of


@rule(severity=Severity.ERROR, dimension=Dimension.MARKUP)
def check(translation: Translation, ctx: Context[NoOptions]) -> Iterator[Problem]:
    for unit in translation.units:
        if unit.kind is BlockKind.TABLE and unit.is_pair and unit.target and unit.confidence >= SURE:
            yield from _compared(unit, unit.target)
    for unit in lone(translation, ctx.language.length_ratio, BlockKind.TABLE):
        if unit.source and not unit.source.facts.images:
            message = f"table of {shape_of(unit.source)} has no counterpart"
            yield Problem(place(unit, translation), message, source=unit.source_span)
    for addition in additions(translation, ctx.language.length_ratio):
        for unit in addition.of_kind(BlockKind.TABLE):
            if unit.target:
                message = f"table of {shape_of(unit.target)} has no counterpart in the source"
                yield Problem(unit.target.span, message, severity=Severity.INFO)


def _compared(unit: Unit, target: Segment) -> Iterator[Problem]:
    if any(side.kind is not BlockKind.TABLE for side in unit.references):
        return
    own = shape_of(target)
    expected = [shape_of(side) for side in unit.references]
    if own not in expected:
        yield Problem(target.span, f"table has {own}, its source {expected[0]}", source=unit.source_span)
