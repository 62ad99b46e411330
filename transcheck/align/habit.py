"""Where a document keeps its source comments, and the cuts that follow from it.

A cut (i, j) says: the source before block i answers the target before block j.  Comments that stand
together, with no target between them, are one group, for some translators comment a whole section
and then translate it.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from transcheck.align.comments import Match
from transcheck.align.features import Feature, Scorer
from transcheck.model.unit import Habit


@dataclass(frozen=True, slots=True)
class Group:
    """Comment blocks that stand together before target block `at`; `matches` are in order."""

    at: int
    matches: tuple[Match, ...]

    @property
    def first(self) -> int:
        return min(self.matches[0].sources)

    @property
    def last(self) -> int:
        return max(self.matches[-1].sources)


def groups(matches: Sequence[Match], comment_starts: Sequence[int], target_starts: Sequence[int]) -> list[Group]:
    """The groups of `matches`, by the offsets where their comments and the target blocks start."""
    by_place: dict[int, list[Match]] = {}
    for match in matches:
        by_place.setdefault(bisect_left(target_starts, comment_starts[match.comment]), []).append(match)
    return [Group(at, tuple(found)) for at, found in sorted(by_place.items())]


def learn_habit(found: Sequence[Group], sources: Sequence[Feature], targets: Sequence[Feature], scorer: Scorer) -> Habit:
    """Whether the targets after the groups answer them better than the targets before."""
    if not found:
        return Habit.NONE
    before = after = 0.0
    for group in found:
        if group.at < len(targets):
            before += scorer.score(sources[group.first], targets[group.at])
        else:
            after += 1.0
        if group.at > 0:
            after += scorer.score(sources[group.last], targets[group.at - 1])
        else:
            before += 1.0
    return Habit.BEFORE if before >= after else Habit.AFTER


def cuts(found: Sequence[Group], habit: Habit) -> list[tuple[int, int]]:
    """Cuts in rising order of both numbers."""
    if habit is Habit.BEFORE:
        raw = [(group.first, group.at) for group in found]
    else:
        raw = [(group.last + 1, group.at) for group in found]
    rising: list[tuple[int, int]] = []
    for cut in raw:
        if not rising or (cut[0] >= rising[-1][0] and cut[1] >= rising[-1][1]):
            rising.append(cut)
    return rising


def nearest(found: Sequence[Group], habit: Habit) -> dict[tuple[int, int], float]:
    """For each group the pair of source and target that stand directly against each other."""
    if habit is Habit.BEFORE:
        return {(min(group.matches[-1].sources), group.at): ADJACENT for group in found}
    return {(max(group.matches[0].sources), group.at - 1): ADJACENT for group in found}


ADJACENT = 0.7
"""What standing directly against its comment adds to the score of a pair."""
