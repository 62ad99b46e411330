"""Aligning two short runs of blocks by dynamic programming, in order.

A beam of the full table is kept around the diagonal, so that a long run without anchors stays cheap.
Beads are 1:1, 1:0, 0:1, and 1:2, 2:1, 1:3, 3:1 of prose (Gale & Church 1993 have the first six).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from transcheck.align.features import Feature, Scorer, merged

MERGE_COST = 0.9
_BAND = 24
_BEADS = ((1, 1), (1, 2), (2, 1), (1, 3), (3, 1))


@dataclass(frozen=True, slots=True)
class Bead:
    """Source blocks `sources` answer target blocks `targets` (offsets into the runs); `score` says how well."""

    sources: tuple[int, ...]
    targets: tuple[int, ...]
    score: float


def align_runs(
    sources: Sequence[Feature],
    targets: Sequence[Feature],
    scorer: Scorer,
    bonus: dict[tuple[int, int], float] | None = None,
) -> list[Bead]:
    """The beads of the best alignment of the two runs; what is in none has no counterpart.

    `bonus` raises the score of a pair (source, target) for evidence that features do not have.
    """
    extra = bonus or {}
    if not sources or not targets:
        return []
    best, came = _fill(sources, targets, scorer, extra)
    return _trace(best, came, len(sources), len(targets))


def _fill(
    sources: Sequence[Feature], targets: Sequence[Feature], scorer: Scorer, extra: dict[tuple[int, int], float]
) -> tuple[list[list[float]], list[list[tuple[int, int, float]]]]:
    rows, columns = len(sources), len(targets)
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    came = [[(0, 0, 0.0)] * (columns + 1) for _ in range(rows + 1)]
    for i in range(rows + 1):
        middle = i * columns // max(rows, 1)
        reach = _BAND + abs(rows - columns)
        for j in range(columns + 1):
            top, step = _skip(best, i, j)
            if i and j and abs(j - middle) <= reach:
                top, step = _match(best, sources, targets, scorer, extra, (i, j), (top, step))
            best[i][j], came[i][j] = top, step
    return best, came


def _skip(best: list[list[float]], i: int, j: int) -> tuple[float, tuple[int, int, float]]:
    """The better of leaving out the last source or the last target block."""
    above = best[i - 1][j] if i else -1.0
    left = best[i][j - 1] if j else -1.0
    if not i and not j:
        return 0.0, (0, 0, 0.0)
    return (above, (1, 0, 0.0)) if above >= left else (left, (0, 1, 0.0))


def _match(
    best: list[list[float]],
    sources: Sequence[Feature],
    targets: Sequence[Feature],
    scorer: Scorer,
    extra: dict[tuple[int, int], float],
    cell: tuple[int, int],
    found: tuple[float, tuple[int, int, float]],
) -> tuple[float, tuple[int, int, float]]:
    i, j = cell
    top, step = found
    for di, dj in _BEADS:
        if di > i or dj > j or (di + dj > 2 and not _may_merge(sources[i - di : i], targets[j - dj : j])):
            continue
        score = scorer.score(merged(sources[i - di : i]), merged(targets[j - dj : j])) + extra.get((i - di, j - dj), 0.0)
        score -= MERGE_COST * (di + dj - 2)
        if score > 0 and best[i - di][j - dj] + score > top:
            top, step = best[i - di][j - dj] + score, (di, dj, score)
    return top, step


def _may_merge(sources: Sequence[Feature], targets: Sequence[Feature]) -> bool:
    """Only prose of one kind is split or merged; two kinds are two blocks."""
    kinds = {feature.kind for feature in (*sources, *targets)}
    return all(kind.is_prose for kind in kinds) and len({f.kind for f in (sources if len(sources) > 1 else targets)}) == 1


def _trace(
    best: list[list[float]], came: list[list[tuple[int, int, float]]], i: int, j: int
) -> list[Bead]:
    beads = []
    while i or j:
        di, dj, score = came[i][j]
        if di and dj:
            beads.append(Bead(tuple(range(i - di, i)), tuple(range(j - dj, j)), score))
        i, j = i - di, j - dj
    return beads[::-1]
