"""A line of a document cut to the width of a terminal, and carets under a part of it."""

from dataclasses import dataclass
from itertools import accumulate

from transcheck.report.escape import visible_cells
from transcheck.report.terminal import width_of

_ELLIPSIS = "…"
_TAB = 4
_NARROWEST = 10
_REACH = 3  # windows that are looked at on either side; some code points take no column
_LEAD = 3  # the caret stands at a third of the window


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A line in three parts, of which `marked` is the one that a finding is about."""

    before: str
    marked: str
    after: str

    @property
    def carets(self) -> str:
        return " " * width_of(self.before) + "^" * max(1, width_of(self.marked))


def excerpt(line: str, start: int, end: int, width: int) -> Excerpt:
    """`line` with code points `start` to `end` marked, in about `width` columns around the mark."""
    width = max(width, _NARROWEST)
    start = min(max(start, 0), len(line))
    end = min(max(end, start), len(line))
    offset = max(start - _REACH * width, 0)  # paragraphs are long lines, and a page of findings has many
    near = line[offset : start + _REACH * width]
    cells = _cells(near)
    first, last = _window(cells, start - offset, width)
    middle, mark = start - offset, min(end - offset, last)
    before, marked, after = map("".join, (cells[first:middle], cells[middle:mark], cells[max(middle, mark) : last]))
    return Excerpt(
        _ELLIPSIS + before if first + offset else before,
        marked,
        after + _ELLIPSIS if offset + last < len(line) else after,
    )


def shortened(text: str, width: int) -> str:
    """`text` on one line of at most `width` columns."""
    cut = excerpt(text, 0, 0, width)
    return cut.before + cut.marked + cut.after


def _cells(line: str) -> list[str]:
    """What is shown for each code point of `line`."""
    cells, column = [], 0
    for char, shown in zip(line, visible_cells(line), strict=True):
        cell = " " * (_TAB - column % _TAB) if char == "\t" else shown
        cells.append(cell)
        column += width_of(cell)
    return cells


def _window(cells: list[str], start: int, width: int) -> tuple[int, int]:
    """The cells to show, such that the one at `start` is among them."""
    ends = [0, *accumulate(map(width_of, cells))]
    if ends[-1] <= width:
        return 0, len(cells)
    room = width - 2  # an ellipsis at either end
    left = ends[start] - room // _LEAD
    if ends[-1] - left < room:
        left = ends[-1] - room
    first = next(at for at in range(len(ends)) if ends[at] >= left) if left > 0 else 0
    while 0 < first < start and not width_of(cells[first]):
        first += 1  # a combining mark would join the ellipsis
    last = max(at for at in range(first, len(ends)) if ends[at] - ends[first] <= room)
    return min(first, start), last
