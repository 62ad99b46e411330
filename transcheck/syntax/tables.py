"""How many rows and columns a table has."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from transcheck.model.block import Block, Segment

_DELIMITERS = re.compile(r"[ \t|:>-]*-[ \t|:>-]*")
_CELL_END = re.compile(r"(?<!\\)\|")


@dataclass(frozen=True, slots=True)
class Shape:
    """Rows, the header's too, and the columns of the longest."""

    rows: int
    columns: int

    def __str__(self) -> str:
        return f"{_count(self.rows, 'row')} and {_count(self.columns, 'column')}"


def _count(number: int, word: str) -> str:
    return f"{number} {word if number == 1 else word + 's'}"


def shape_of(segment: Segment) -> Shape:
    rows = [row for block in segment.blocks for row in _rows(block)]
    return Shape(len(rows), max((len(_CELL_END.split(row)) for row in rows), default=0))


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
