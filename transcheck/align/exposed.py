"""Source that a translation holds in the open, beside its own translation.

The alignment pairs the source with itself, for nothing fits better.  Where a run of such pairs is followed,
or else preceded, by blocks that no source answers and that fit, these are the translation.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile

from transcheck.align.sequence import Bead, Sides, align_runs


def with_translations_of_exposed(sides: Sides, targets: Sequence[int], beads: Sequence[Bead]) -> list[Bead]:
    """`beads` with those of exposed source exchanged for those of its translation."""
    kept = dict.fromkeys(beads)
    for run in _runs(sides, targets, beads):
        sources = [i for bead in run for i in bead.sources]
        for near in _free_beside(sides, targets, kept, run):
            if found := align_runs(sides, sources, near):
                answered = {i for bead in found for i in bead.sources}
                for bead in run:
                    if not answered.isdisjoint(bead.sources):
                        del kept[bead]
                kept |= dict.fromkeys(found)
                break
    return list(kept)


def _runs(sides: Sides, targets: Sequence[int], beads: Sequence[Bead]) -> Iterator[list[Bead]]:
    """The pairs of exposed source that stand together."""
    by_target = {j: bead for bead in beads for j in bead.targets}
    run: list[Bead] = []
    for j in targets:
        if sides.targets[j].copied and j in by_target:
            run.append(by_target[j])
        elif run:
            yield run
            run = []
    if run:
        yield run


def _free_beside(
    sides: Sides, targets: Sequence[int], beads: Iterable[Bead], run: Sequence[Bead]
) -> Iterator[list[int]]:
    """The blocks after the run that are in no bead and not source themselves, then those before it."""
    taken = {j for bead in beads for j in bead.targets}

    def is_free(j: int) -> bool:
        return j not in taken and not sides.targets[j].copied

    first, last = targets.index(run[0].targets[0]), targets.index(run[-1].targets[-1])
    yield list(takewhile(is_free, targets[last + 1 :]))
    yield list(takewhile(is_free, reversed(targets[:first])))[::-1]
