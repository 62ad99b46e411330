"""Tables of a terminal: as wide as what they hold, the first column cut where the terminal is narrower."""

from collections.abc import Iterator, Sequence

from transcheck.report.excerpt import shortened
from transcheck.report.terminal import width_of

_GAP = "  "
_NARROWEST = 10


def table(heads: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> Iterator[str]:
    """The first column to the left, the others to the right; each row as wide as the others."""
    widths = [max(map(width_of, column)) for column in zip(heads, *rows, strict=True)]
    others = sum(widths[1:]) + len(_GAP) * (len(widths) - 1)
    widths[0] = min(widths[0], max(width - others, _NARROWEST))
    for row in (heads, *rows):
        cells = [filled(row[0], widths[0])]
        cells += [" " * (room - width_of(cell)) + cell for cell, room in zip(row[1:], widths[1:], strict=True)]
        yield _GAP.join(cells).rstrip()


def filled(text: str, width: int) -> str:
    """`text` in exactly `width` columns, which are at least a few."""
    cut = shortened(text, width)
    return cut + " " * (width - width_of(cut))
