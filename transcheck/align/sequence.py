"""Aligning two short runs of blocks by dynamic programming, in order.

Beads are 1:1, 1:0, 0:1, and 1:2, 2:1, 1:3, 3:1 of prose (Gale & Church 1993 have the first six); a list
whose items stand as lines of one paragraph; a figure with its caption, or with another that no blank
line parts from it.  Only a band of the table around its diagonal is filled, so that a long run without
anchors costs no more than its length.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from math import inf
from typing import NamedTuple

from transcheck.align.features import Feature, merged
from transcheck.align.scorer import Scorer
from transcheck.model.block import BlockKind

_MERGE_COST = 0.9
_LINE_COST = 0.02
_SAME_LINES = 0.4
_FIGURE_COST = 0.3
_AS_LONG = 1.35
"""The score of kind and length from which two blocks with the same marks are not tried with their neighbours."""
_BAND = 12
_NARROWEST = 8
_CELLS = 30_000
_LONGEST_MERGE = 3
_LONGEST_LIST = 9
_LINES = (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM)
_WITH_FIGURE = (BlockKind.FIGURE, BlockKind.PARAGRAPH, BlockKind.HTML)


class Bead(NamedTuple):
    """Source blocks `sources` answer target blocks `targets` (indices); `score` says how well."""

    sources: tuple[int, ...]
    targets: tuple[int, ...]
    score: float


@dataclass(frozen=True)
class Sides:
    """The features of both documents, what scores them, and what the comments know.

    `bonus` raises the score of a pair (source, target).  A block in `source_joints` or `target_joints`
    is never taken as one with the block before it.
    """

    sources: tuple[Feature, ...]
    targets: tuple[Feature, ...]
    scorer: Scorer
    bonus: dict[tuple[int, int], float] = field(default_factory=dict)
    source_joints: Collection[int] = frozenset()
    target_joints: Collection[int] = frozenset()


class _Piece(NamedTuple):
    """The neighbouring blocks `indices` taken as one; `lines` of a list go with a paragraph of as many."""

    indices: tuple[int, ...]
    feature: Feature
    cost: float = 0.0
    lines: int = 0


class _Step(NamedTuple):
    """The best score of a cell, and how far back the cell is that it came from."""

    score: float
    rows: int
    columns: int
    bead: Bead | None = None


_NOWHERE = _Step(-inf, 0, 0)
_Table = list[dict[int, _Step]]


def align_runs(sides: Sides, sources: Sequence[int], targets: Sequence[int]) -> list[Bead]:
    """The beads of the best alignment of two runs of indices; what is in none has no counterpart."""
    rows = [_pieces(sides.sources, sources, end, sides.source_joints) for end in range(len(sources) + 1)]
    columns = [_pieces(sides.targets, targets, end, sides.target_joints) for end in range(len(targets) + 1)]
    bands = _bands(len(sources), len(targets))
    table: _Table = []
    for i, band in enumerate(bands):
        table.append({})
        for j in band:
            table[i][j] = _cell(sides, table, rows[i], columns[j], (i, j))
    return _trace(table, len(sources), len(targets))


def _pieces(side: Sequence[Feature], run: Sequence[int], end: int, joints: Collection[int]) -> list[_Piece]:
    """The pieces that end before `run[end]`."""
    if not end:
        return []
    last = run[end - 1]
    pieces = [_Piece((last,), side[last])]
    for count in range(2, min(end, _LONGEST_LIST) + 1):
        first = run[end - count]
        if first + 1 != run[end - count + 1] or first + 1 in joints:
            break
        pieces += _joined(side, tuple(run[end - count : end]))
    return pieces


def _joined(side: Sequence[Feature], indices: tuple[int, ...]) -> Iterator[_Piece]:
    """Blocks of one kind of prose; a list with what introduces it; a figure with what belongs to it."""
    parts = [side[index] for index in indices]
    first, *rest = (part.kind for part in parts)
    extra = len(indices) - 1
    if any(part.copied for part in parts):
        return
    if first.is_prose and all(kind is first for kind in rest) and len(indices) <= _LONGEST_MERGE:
        yield _Piece(indices, merged(parts), _MERGE_COST * extra)
    elif first is BlockKind.FIGURE and len(rest) == 1 and rest[0] in _WITH_FIGURE:
        yield _Piece(indices, merged(parts), _FIGURE_COST)
    if first in _LINES and all(kind is BlockKind.LIST_ITEM for kind in rest):
        yield _Piece(indices, merged(parts), _LINE_COST * extra, lines=len(indices))


def _bands(rows: int, columns: int) -> list[range]:
    """For each row the columns that are filled; every two rows share one, and the corners are in."""
    widest = max(_NARROWEST, _CELLS // (rows + 1), columns // max(rows, 1) + 1)
    reach = min(_BAND + abs(rows - columns), widest)
    middles = [i * columns // max(rows, 1) for i in range(rows + 1)]
    return [range(max(0, middle - reach), min(columns, middle + reach) + 1) for middle in middles]


def _cell(
    sides: Sides, table: _Table, sources: Sequence[_Piece], targets: Sequence[_Piece], place: tuple[int, int]
) -> _Step:
    """The best way here: leaving out the last source or target block, or a bead that ends here."""
    i, j = place
    above = table[i - 1].get(j, _NOWHERE).score if i else -inf
    left = table[i].get(j - 1, _NOWHERE).score if j else -inf
    best = _Step(above, 1, 0) if above >= left else _Step(left, 0, 1)
    if best.score == -inf:
        best = _Step(0.0, 0, 0)
    for source, target, gain in _gains(sides, sources, targets):
        before = table[i - len(source.indices)].get(j - len(target.indices), _NOWHERE).score
        if gain > 0 and before + gain > best.score:
            bead = Bead(source.indices, target.indices, gain)
            best = _Step(before + gain, len(source.indices), len(target.indices), bead)
    return best


def _gains(
    sides: Sides, sources: Sequence[_Piece], targets: Sequence[_Piece]
) -> Iterator[tuple[_Piece, _Piece, float]]:
    """Pieces one of which is one block, with what a bead of them gains; first both."""
    if not sources or not targets:
        return
    source, target = sources[0], targets[0]
    rough = sides.scorer.rough(source.feature, target.feature)
    yield source, target, sides.scorer.closely(source.feature, target.feature, rough) + _bonus(sides, source, target)
    if rough < _AS_LONG or source.feature.marks != target.feature.marks:
        for piece in targets[1:]:
            yield source, piece, _gain(sides, source, piece, piece, source)
        for piece in sources[1:]:
            yield piece, target, _gain(sides, piece, target, piece, target)


def _gain(sides: Sides, source: _Piece, target: _Piece, joined: _Piece, one: _Piece) -> float:
    """A long list goes only with a paragraph of as many lines, other blocks with what is prose as they are."""
    if joined.lines:
        lines = one.feature.blocks[0].text.count("\n") + 1 if one.feature.kind is BlockKind.PARAGRAPH else 0
        fits, extra = lines >= joined.lines, _SAME_LINES * (lines == joined.lines)
    else:
        fits, extra = one.feature.is_prose == joined.feature.is_prose, 0.0
    if not fits:
        return -inf
    return sides.scorer.score(source.feature, target.feature) - joined.cost + extra + _bonus(sides, source, target)


def _bonus(sides: Sides, source: _Piece, target: _Piece) -> float:
    if not sides.bonus:
        return 0.0
    firsts, lasts = (source.indices[0], target.indices[0]), (source.indices[-1], target.indices[-1])
    return max(sides.bonus.get(firsts, 0.0), sides.bonus.get(lasts, 0.0))


def _trace(table: _Table, i: int, j: int) -> list[Bead]:
    beads = []
    while i or j:
        step = table[i][j]
        if step.bead:
            beads.append(step.bead)
        i, j = i - step.rows, j - step.columns
    return beads[::-1]
