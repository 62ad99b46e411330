"""Aligning two lists of blocks: by cuts, then by unique anchors between them, then by `align_runs`."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from transcheck.align.comments import longest_chain
from transcheck.align.features import Feature
from transcheck.align.sequence import Bead, Sides, align_runs

_ANCHORED = 4.0
"""The score of a pair that shares marks no other block has."""
_PLAUSIBLE = 0.5
_LIKELY = 0.95
_FEW = 8
_MUCH_CHANGED = -1.5
_DEEPEST = 8


def align_between(
    sides: Sides, sources: Sequence[int], targets: Sequence[int], cuts: Sequence[tuple[int, int]] = ()
) -> Iterator[Bead]:
    """The beads of two rising lists of indices.

    `cuts` divide them: what is before source i answers what is before target j.  A window between cuts whose
    blocks fit one by one confirms its cuts.  Where neighbouring windows do not fit, the cuts between
    them are doubtful, and they are aligned as one.
    """
    doubtful: tuple[Sequence[int], Sequence[int]] = ((), ())
    for window in _windows(sides, sources, targets, cuts):
        beads = _one_by_one(sides, *window, _PLAUSIBLE) if cuts else None
        if beads is None:
            doubtful = (*doubtful[0], *window[0]), (*doubtful[1], *window[1])
        elif beads:
            yield from _closely(sides, *doubtful)
            yield from beads
            doubtful = ((), ())
    yield from _closely(sides, *doubtful)


def _windows(
    sides: Sides, sources: Sequence[int], targets: Sequence[int], cuts: Sequence[tuple[int, int]]
) -> Iterator[tuple[Sequence[int], Sequence[int]]]:
    i, j = 0, 0
    for cut_i, cut_j in [*cuts, (len(sides.sources), len(sides.targets))]:
        i_end, j_end = max(i, bisect_left(sources, cut_i)), max(j, bisect_left(targets, cut_j))
        yield sources[i:i_end], targets[j:j_end]
        i, j = i_end, j_end


def _one_by_one(sides: Sides, sources: Sequence[int], targets: Sequence[int], least: float) -> list[Bead] | None:
    """The n-th with the n-th, where nothing speaks against it."""
    if len(sources) != len(targets) or len(sources) > _FEW:
        return None
    beads = []
    for i, j in zip(sources, targets, strict=True):
        source, target = sides.sources[i], sides.targets[j]
        score = sides.scorer.rough(source, target)
        if source.rank != target.rank or score < least:
            return None
        beads.append(Bead((i,), (j,), score + sides.bonus.get((i, j), 0.0)))
    return beads


def _closely(sides: Sides, sources: Sequence[int], targets: Sequence[int]) -> Iterator[Bead]:
    """As what stands in a window; a comment that stands against the only block of its kind needs no other proof."""
    if len(sources) == len(targets) == 1 and (sources[0], targets[0]) in sides.bonus:
        i, j = sources[0], targets[0]
        if sides.sources[i].rank == sides.targets[j].rank:
            yield Bead((i,), (j,), max(0.0, sides.scorer.score(sides.sources[i], sides.targets[j])))
            return
    yield from _by_anchors(sides, sources, targets, _DEEPEST)


def with_gaps_filled(
    sides: Sides, sources: Sequence[int], targets: Sequence[int], beads: Iterable[Bead]
) -> Iterator[Bead]:
    """The beads, and between two of them the only source with the only target, were they much changed."""
    i, j = 0, 0
    for bead in [*sorted(beads, key=lambda bead: bead.sources), None]:
        i_end = bisect_left(sources, bead.sources[0]) if bead else len(sources)
        j_end = bisect_left(targets, bead.targets[0]) if bead else len(targets)
        if i_end - i == j_end - j == 1:
            score = sides.scorer.score(sides.sources[sources[i]], sides.targets[targets[j]])
            if score > _MUCH_CHANGED:
                yield Bead((sources[i],), (targets[j],), score)
        if bead:
            yield bead
            i, j = bisect_left(sources, bead.sources[-1]) + 1, bisect_left(targets, bead.targets[-1]) + 1


def _by_anchors(sides: Sides, sources: Sequence[int], targets: Sequence[int], depth: int) -> Iterator[Bead]:
    """Between anchors, which are unique in their window, the same again, for more are unique there."""
    if not sources or not targets:
        return
    chain = longest_chain(_anchors(sides, sources, targets)) if depth and min(len(sources), len(targets)) > 1 else []
    if not chain:
        anchored = depth < _DEEPEST
        yield from (_one_by_one(sides, sources, targets, _LIKELY) if anchored else None) or align_runs(
            sides, sources, targets
        )
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
    """What can tell a block from all others: marks that would not stand in many, the id of a heading.

    A figure with its caption and one without are not the same.
    """
    yield from ((heading_id,) for heading_id in feature.ids)
    rich = len(feature.marks) > 2 or any(mark[0] in "il" for mark in feature.marks)
    if feature.marks and (rich or not feature.is_prose):
        yield (feature.is_prose, feature.speaks, feature.marks)
