"""Aligning two lists of blocks: by cuts, then by unique anchors between them, then by `align_runs`."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from transcheck.align.comments import longest_chain
from transcheck.align.features import Feature
from transcheck.align.sequence import Bead, Sides, align_runs

_ANCHORED = 4.0
"""The score of a pair that shares marks no other block has."""
_PLAUSIBLE = 0.5
_FEW = 8
_DEEPEST = 8


def align_between(
    sides: Sides, sources: Sequence[int], targets: Sequence[int], cuts: Sequence[tuple[int, int]] = ()
) -> Iterator[Bead]:
    """The beads of two rising lists of indices.

    `cuts` divide them: what is before source i answers what is before target j.  Windows between cuts
    whose blocks are of the same kinds and of a plausible length need no closer look.
    """
    i, j = 0, 0
    for cut_i, cut_j in [*cuts, (len(sides.sources), len(sides.targets))]:
        i_end, j_end = max(i, bisect_left(sources, cut_i)), max(j, bisect_left(targets, cut_j))
        window, other = sources[i:i_end], targets[j:j_end]
        beads = _at_once(sides, window, other) if cuts else None
        yield from _by_anchors(sides, window, other, _DEEPEST) if beads is None else beads
        i, j = i_end, j_end


def _at_once(sides: Sides, sources: Sequence[int], targets: Sequence[int]) -> list[Bead] | None:
    """The n-th with the n-th, where nothing speaks against it."""
    if len(sources) != len(targets) or len(sources) > _FEW:
        return None
    beads = []
    for i, j in zip(sources, targets, strict=True):
        source, target = sides.sources[i], sides.targets[j]
        score = sides.scorer.rough(source, target)
        if source.rank != target.rank or (score < _PLAUSIBLE and len(sources) > 1) or target.copied:
            return None
        beads.append(Bead((i,), (j,), max(0.0, score + sides.bonus.get((i, j), 0.0))))
    return beads


def _by_anchors(sides: Sides, sources: Sequence[int], targets: Sequence[int], depth: int) -> Iterator[Bead]:
    """Between anchors, which are unique in their window, the same again, for more are unique there."""
    if not sources or not targets:
        return
    chain = longest_chain(_anchors(sides, sources, targets)) if depth and min(len(sources), len(targets)) > 1 else []
    if not chain:
        yield from align_runs(sides, sources, targets)
        return
    edges = [(-1, -1), *chain, (len(sources), len(targets))]
    for (i, j), (i_end, j_end) in pairwise(edges):
        yield from _by_anchors(sides, sources[i + 1 : i_end], targets[j + 1 : j_end], depth - 1)
        if i_end < len(sources):
            yield Bead((sources[i_end],), (targets[j_end],), _ANCHORED)


def _anchors(sides: Sides, sources: Sequence[int], targets: Sequence[int]) -> list[tuple[int, int]]:
    """Pairs of positions of blocks whose marks are rich, the same, and in no other block of the window."""
    unique = _unique([sides.sources[i] for i in sources])
    others = _unique([sides.targets[j] for j in targets])
    return sorted({(unique[key], others[key]) for key in unique.keys() & others.keys()}, key=_by_first)


def _by_first(pair: tuple[int, int]) -> tuple[int, int]:
    return pair[0], -pair[1]


def _unique(window: Sequence[Feature]) -> dict[tuple[object, ...], int]:
    keys = [(key, position) for position, feature in enumerate(window) for key in _keys(feature)]
    counts = Counter(key for key, _ in keys)
    return {key: position for key, position in keys if counts[key] == 1}


def _keys(feature: Feature) -> Iterator[tuple[object, ...]]:
    """What can tell a block from all others: marks that would not stand in many, the id of a heading."""
    if feature.copied:
        return
    if feature.slug:
        yield ("#", feature.slug)
    rich = len(feature.marks) > 2 or any(mark[0] in "il" for mark in feature.marks)
    if feature.marks and (rich or not feature.is_prose):
        yield (feature.is_prose, feature.marks)
