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

import re
from collections.abc import Iterator
from dataclasses import dataclass

from transcheck.compare.addition import additions
from transcheck.compare.gaps import SURE
from transcheck.compare.omission import lone, place
from transcheck.model.block import Block, BlockKind, Segment
from transcheck.model.finding import Dimension, Problem, Severity
from transcheck.model.unit import Translation, Unit
from transcheck.rule import Context, NoOptions, rule

_DELIMITERS = re.compile(r"[ \t|:>-]*-[ \t|:>-]*")
_CELL_END = re.compile(r"(?<!\\)\|")


@dataclass(frozen=True, slots=True)
class _Shape:
    rows: int
    columns: int

    def __str__(self) -> str:
        return f"{_count(self.rows, 'row')} and {_count(self.columns, 'column')}"


def _count(number: int, word: str) -> str:
    return f"{number} {word if number == 1 else word + 's'}"


@rule(severity=Severity.ERROR, dimension=Dimension.MARKUP)
def check(translation: Translation, ctx: Context[NoOptions]) -> Iterator[Problem]:
    for unit in translation.units:
        if unit.kind is BlockKind.TABLE and unit.is_pair and unit.target and unit.confidence >= SURE:
            yield from _compared(unit, unit.target)
    for unit in lone(translation, ctx.language.length_ratio, BlockKind.TABLE):
        if unit.source and not unit.source.facts.images:
            message = f"table of {_shape(unit.source)} has no counterpart"
            yield Problem(place(unit, translation), message, source=unit.source_span)
    for addition in additions(translation, ctx.language.length_ratio):
        for unit in addition.of_kind(BlockKind.TABLE):
            if unit.target:
                message = f"table of {_shape(unit.target)} has no counterpart in the source"
                yield Problem(unit.target.span, message, severity=Severity.INFO)


def _compared(unit: Unit, target: Segment) -> Iterator[Problem]:
    if any(side.kind is not BlockKind.TABLE for side in unit.references):
        return
    own = _shape(target)
    expected = [_shape(side) for side in unit.references]
    if own not in expected:
        yield Problem(target.span, f"table has {own}, its source {expected[0]}", source=unit.source_span)


def _shape(segment: Segment) -> _Shape:
    rows = [row for block in segment.blocks for row in _rows(block)]
    return _Shape(len(rows), max((len(_CELL_END.split(row)) for row in rows), default=0))


def _rows(block: Block) -> Iterator[str]:
    """The lines without the delimiters, and without what may hold a `|` that parts no cells."""
    text = block.text
    for token in block.facts.tokens:
        start, end = token.span.start - block.span.start, token.span.end - block.span.start
        text = text[:start] + text[start:end].replace("|", " ") + text[end:]
    for line in text.split("\n"):
        row = line.strip(" \t\r>")
        if row and not _DELIMITERS.fullmatch(row):
            yield row.removeprefix("|").removesuffix("|")
