"""Aligning two lists of blocks: by cuts, then by unique anchors between them, then by `align_runs`."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from transcheck.align.comments import longest_chain
from transcheck.align.features import Feature, Scorer
from transcheck.align.sequence import Bead, align_runs

ANCHORED = 4.0
"""The score of a pair that shares marks no other block has."""


@dataclass(frozen=True)
class Sides:
    """The features of both documents and what scores them; `bonus` by (source, target) index."""

    sources: tuple[Feature, ...]
    targets: tuple[Feature, ...]
    scorer: Scorer
    bonus: dict[tuple[int, int], float]


@dataclass(frozen=True, slots=True)
class Window:
    """Half-open ranges of both sides."""

    i: int
    i_end: int
    j: int
    j_end: int


def align_window(sides: Sides, window: Window, cuts: Sequence[tuple[int, int]] = ()) -> list[Bead]:
    """The beads inside `window`, which `cuts` divide; indices are into the whole sides."""
    beads: list[Bead] = []
    i, j = window.i, window.j
    for i_next, j_next in [*cuts, (window.i_end, window.j_end)]:
        beads += _by_anchors(sides, Window(i, i_next, j, j_next))
        i, j = i_next, j_next
    return beads


def _by_anchors(sides: Sides, window: Window) -> list[Bead]:
    """Between anchors, which are unique in the window, the same again, for more are unique there."""
    if window.i == window.i_end or window.j == window.j_end:
        return []
    chain = longest_chain(anchors(sides, window))
    if not chain:
        return _by_runs(sides, window)
    beads: list[Bead] = []
    i, j = window.i, window.j
    for source, target in chain:
        beads += _by_anchors(sides, Window(i, source, j, target))
        beads.append(Bead((source,), (target,), ANCHORED))
        i, j = source + 1, target + 1
    return beads + _by_anchors(sides, Window(i, window.i_end, j, window.j_end))


def anchors(sides: Sides, window: Window) -> list[tuple[int, int]]:
    """Pairs of blocks whose marks are rich, the same, and in no other block of the window."""
    sources = _unique(sides.sources, window.i, window.i_end)
    targets = _unique(sides.targets, window.j, window.j_end)
    return sorted((sources[key], targets[key]) for key in sources.keys() & targets.keys())


def _unique(side: Sequence[Feature], start: int, end: int) -> dict[tuple[object, ...], int]:
    keys = [(_key(side[index]), index) for index in range(start, end)]
    counts = Counter(key for key, _ in keys)
    return {key: index for key, index in keys if key and counts[key] == 1}


def _key(feature: Feature) -> tuple[object, ...]:
    """Empty where the marks could stand in many blocks."""
    rich = len(feature.marks) > 2 or any(mark[0] in "il" for mark in feature.marks)
    if not feature.marks or not (rich or not feature.kind.is_prose):
        return ()
    return (feature.kind.is_prose, feature.marks)


def _by_runs(sides: Sides, window: Window) -> list[Bead]:
    sources, targets = sides.sources[window.i : window.i_end], sides.targets[window.j : window.j_end]
    bonus = {
        (i - window.i, j - window.j): value
        for (i, j), value in sides.bonus.items()
        if window.i <= i < window.i_end and window.j <= j < window.j_end
    }
    return [
        Bead(tuple(window.i + i for i in bead.sources), tuple(window.j + j for j in bead.targets), bead.score)
        for bead in align_runs(sources, targets, sides.scorer, bonus)
    ]
