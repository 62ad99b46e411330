"""An item of a list of the translation has no counterpart in the source.

It may be a translator's addition, an item that was split, or one that the source has lost since.

## Example

```markdown source
What a loss is made of:

- how far the prediction is from the label;
- how sure the model is.
```

```markdown target
De qué consta una pérdida:

- la distancia entre la predicción y la etiqueta;
- el tamaño de los pesos, que hemos añadido nosotros;
- la seguridad del modelo.
```

## Use instead

```markdown target
De qué consta una pérdida:

- la distancia entre la predicción y la etiqueta;
- la seguridad del modelo.
```
"""

from collections.abc import Iterator

from transcheck.compare.addition import Addition, additions
from transcheck.compare.omission import shortened
from transcheck.model.block import BlockKind
from transcheck.model.finding import Confidence, Problem, Severity
from transcheck.model.text import hull
from transcheck.model.unit import Translation
from transcheck.rule import Context, NoOptions, rule


@rule(severity=Severity.INFO, confidence=Confidence.MEDIUM)
def check(translation: Translation, ctx: Context[NoOptions]) -> Iterator[Problem]:
    for addition in additions(translation, ctx.language.length_ratio):
        if addition.is_section or addition.of_kind(BlockKind.PARAGRAPH):
            continue
        if addition.of_kind(BlockKind.LIST_ITEM):
            yield _problem(addition)


def _problem(addition: Addition) -> Problem:
    items = [unit.target for unit in addition.of_kind(BlockKind.LIST_ITEM) if unit.target]
    named = f'list item "{shortened(items[0].facts.plain)}"'
    what = f"{named} has" if len(items) == 1 else f"{named} and {len(items) - 1} after it have"
    return Problem(hull(side.span for side in items), f"{what} no counterpart in the source")
