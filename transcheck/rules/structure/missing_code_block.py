"""A block of code of the source has no counterpart in the translation.

Readers who follow the text step by step are a step short.  Code that was moved, or put together with its
neighbour, is not missing.

## Example

````markdown source
Load the data:

```python
data = load("train.csv")
model = Model(data.width)
```

Then train.
````

````markdown target
Se cargan los datos:

Después se entrena.
````

## Use instead

````markdown target
Se cargan los datos:

```python
data = load("train.csv")
model = Model(data.width)
```

Después se entrena.
````
"""

from collections.abc import Iterator

from transcheck.compare.gaps import is_fenced
from transcheck.compare.omission import lone, place
from transcheck.compare.presence import is_code_near
from transcheck.model.block import BlockKind
from transcheck.model.finding import Dimension, Problem, Severity
from transcheck.model.unit import Translation, Unit
from transcheck.rule import Context, NoOptions, rule

_SHOWN = 60


@rule(severity=Severity.ERROR, dimension=Dimension.ACCURACY)
def check(translation: Translation, ctx: Context[NoOptions]) -> Iterator[Problem]:
    for unit in lone(translation, ctx.language.length_ratio, BlockKind.CODE):
        if _is_lost(unit, translation):
            message = f'code block "{_first_line(unit)}" has no counterpart'
            yield Problem(place(unit, translation), message, source=unit.source_span)


def _is_lost(unit: Unit, translation: Translation) -> bool:
    blocks = unit.source.blocks if unit.source else ()
    return all(is_fenced(block) and not is_code_near(block, unit, translation) for block in blocks)


def _first_line(unit: Unit) -> str:
    lines = unit.source.text.split("\n")[1:] if unit.source else []
    first = next((line.strip() for line in lines if any(map(str.isalnum, line))), "")
    return first if len(first) <= _SHOWN else first[:_SHOWN] + "…"
