"""An item of a list of the source has no counterpart in the translation.

A list that is short of an item reads well, so that nobody notices what readers are not told.

## Example

```markdown source
What a loss is made of:

- how far the prediction is from the label;
- how large the weights are;
- how sure the model is.
```

```markdown target
De qué consta una pérdida:

- la distancia entre la predicción y la etiqueta;
- la seguridad del modelo.
```

## Use instead

```markdown target
De qué consta una pérdida:

- la distancia entre la predicción y la etiqueta;
- el tamaño de los pesos;
- la seguridad del modelo.
```
"""

from collections.abc import Iterator
from itertools import takewhile

from transcheck.compare.omission import Omission, excerpt, omissions, place
from transcheck.model.block import BlockKind
from transcheck.model.finding import Problem, Related, Severity
from transcheck.model.text import Span
from transcheck.model.unit import Translation
from transcheck.rule import Context, NoOptions, rule


@rule(severity=Severity.WARNING)
def check(translation: Translation, ctx: Context[NoOptions]) -> Iterator[Problem]:
    for omission in omissions(translation, ctx.language.length_ratio):
        if omission.is_section or omission.of_kind(BlockKind.PARAGRAPH):
            continue
        if omission.of_kind(BlockKind.LIST_ITEM):
            yield _problem(omission, translation)


def _problem(omission: Omission, translation: Translation) -> Problem:
    items = omission.of_kind(BlockKind.LIST_ITEM)
    more = len(items) - 1
    tail = f", nor {'has' if more == 1 else 'have'} the {'item' if more == 1 else f'{more} items'} after it"
    message = f'list item "{excerpt(items[0])}" has no counterpart'
    where = place(items[0], translation)
    return Problem(
        _with_list(where, translation),
        message + (tail if more else ""),
        source=items[0].source_span,
        related=(Related(translation.target.path, translation.target.lines.place(where.end)[0], "missing here"),),
    )


def _with_list(where: Span, translation: Translation) -> Span:
    """The place with the items of the list before it, for it is the list that is short of one."""
    before = [block for block in translation.target.blocks if block.span.end <= where.start]
    items = list(takewhile(lambda block: block.level and block.kind is not BlockKind.HEADING, reversed(before)))
    return Span(items[-1].span.start, where.end) if items else where
