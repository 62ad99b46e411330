"""How sure each bead is, from 0 to 1.

A pair's score is made a probability by a logistic curve, with what stands around it: a comment is as good as
an anchor, and a pair whose neighbours are a pair too is seldom wrong.  A block without counterpart is sure
but where the other side has one in the same gap, which may be a free translation of it.
"""

import math
from bisect import bisect_left
from collections.abc import Collection, Sequence

from transcheck.align.sequence import Bead

_SLOPE = 1.4
_COMMENTED = 1.0
_NEIGHBOUR = 0.5
_PERHAPS_FREE = 0.5


def confidences(beads: Sequence[Bead], commented: Collection[int], rows: int, columns: int) -> dict[Bead, float]:
    """The confidence of each bead of `rows` source and `columns` target blocks; `commented` ones have a comment."""
    paired = [bead for bead in beads if bead.sources and bead.targets]
    starts = {(bead.sources[0], bead.targets[0]) for bead in paired} | {(rows, columns)}
    ends = {(bead.sources[-1] + 1, bead.targets[-1] + 1) for bead in paired} | {(0, 0)}
    found: dict[Bead, float] = {}
    for bead in paired:
        neighbours = ((bead.sources[0], bead.targets[0]) in ends) + (
            (bead.sources[-1] + 1, bead.targets[-1] + 1) in starts
        )
        logit = bead.score + _NEIGHBOUR * neighbours + _COMMENTED * (bead.sources[0] in commented)
        found[bead] = round(1 / (1 + math.exp(-_SLOPE * logit)), 3)
    return found | _of_singles(beads, paired)


def _of_singles(beads: Sequence[Bead], paired: Sequence[Bead]) -> dict[Bead, float]:
    """By gaps: the number of the pair before, in the order of the source."""
    by_source = sorted(paired, key=lambda bead: bead.sources)
    by_target = sorted(paired, key=lambda bead: bead.targets)
    number = {bead: n for n, bead in enumerate(by_source)}
    source_ends, target_ends = [b.sources[-1] for b in by_source], [b.targets[-1] for b in by_target]
    gaps: dict[Bead, int] = {}
    for bead in beads:
        if not bead.targets:
            gaps[bead] = bisect_left(source_ends, bead.sources[0]) - 1
        elif not bead.sources:
            before = bisect_left(target_ends, bead.targets[0]) - 1
            gaps[bead] = number[by_target[before]] if before >= 0 else -1
    shared = {gap for bead, gap in gaps.items() if bead.sources} & {gap for bead, gap in gaps.items() if bead.targets}
    return {bead: _PERHAPS_FREE if gap in shared else 1.0 for bead, gap in gaps.items()}
