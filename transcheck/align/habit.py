"""Where source comments stand to their targets, and what follows from it.

A cut (i, j) says: the source before block i answers the target before block j.  Comments that stand
together, with no target between them, are one group, for some translators comment a whole section
and then translate it.  Each group has a direction; a document seldom changes its habit, but a few do.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from transcheck.align.comments import Match
from transcheck.align.sequence import Sides
from transcheck.align.swallowed import Reading
from transcheck.model.document import Comment
from transcheck.model.unit import Habit

_STATES = (Habit.BEFORE, Habit.AFTER)
_ADJACENT = 0.7
_TOUCHING = 1.0
_USUAL = 1.0
"""What speaks for comments before their targets before anything is known; seven in eight documents have them there."""
_AT_EDGE = -1.5
_FIRST_FEW = 3
_FEW = 12
_BLANK_LINE = "\n\n"
_CHANGE_OF_HABIT = 3.0


class Group(NamedTuple):
    """Comment blocks that stand together before target block `at`; `matches` are in their order.

    `touches` says on which side no blank line is between.  An `inside` group stands in the block `at` itself.
    """

    at: int
    matches: tuple[Match, ...]
    owners: tuple[Comment, ...]
    inside: bool
    touches: Habit
    direction: Habit = Habit.BEFORE

    @property
    def beside(self) -> int:
        """The target block that the group stands directly against, in its direction."""
        return self.at if self.inside or self.direction is Habit.BEFORE else self.at - 1

    @property
    def nearest(self) -> int:
        """The source block that `beside` most likely answers; targets of the comments beyond were dropped."""
        if self.direction is Habit.BEFORE:
            return self.matches[self.owners.index(self.owners[-1])].sources[0]
        return self.matches[self.owners.count(self.owners[0]) - 1].sources[-1]

    @property
    def cuts(self) -> list[tuple[int, int]]:
        first, end = self.matches[0].sources[0], self.matches[-1].sources[-1] + 1
        if self.inside:
            return [(first, self.at), (end, self.at + 1)]
        return [(first if self.direction is Habit.BEFORE else end, self.at)]


@dataclass(frozen=True)
class Layout:
    """The groups of comments of a document, or of a part of one."""

    groups: tuple[Group, ...]

    @property
    def matches(self) -> tuple[Match, ...]:
        return tuple(match for group in self.groups for match in group.matches)

    @property
    def habit(self) -> Habit:
        """The direction of most groups."""
        if not self.groups:
            return Habit.NONE
        return max(_STATES, key=[group.direction for group in self.groups if not group.inside].count)

    def cuts(self) -> list[tuple[int, int]]:
        """Cuts in rising order of both numbers."""
        rising: list[tuple[int, int]] = []
        for cut in (cut for group in self.groups for cut in group.cuts):
            if not rising or (cut[0] >= rising[-1][0] and cut[1] >= rising[-1][1]):
                rising.append(cut)
        return rising

    def nearest(self) -> dict[tuple[int, int], float]:
        """What standing directly against its comment adds to the score of a pair of source and target."""
        return {(group.nearest, group.beside): _ADJACENT for group in self.groups}

    def source_joints(self, count: int) -> frozenset[int]:
        """Where one of `count` source blocks and the one before it have not the same comments, or lack of them."""
        groups = {s: n for n, group in enumerate(self.groups) for match in group.matches for s in match.sources}
        return frozenset(i for i in range(1, count) if groups.get(i) != groups.get(i - 1))


def lay_out(matches: Sequence[Match], reading: Reading, text: str, sides: Sides) -> Layout:
    """The groups of `matches`, which are in the order of the comments, with their directions."""
    starts = [block.span.start for block in reading.targets]
    placed = ((_place(match, reading, starts, text), match) for match in matches)
    found = [
        _group(at, inside, tuple(match for _, match in run), reading, text)
        for (at, inside), run in groupby(placed, key=lambda item: item[0])
    ]
    return Layout(tuple(_directed(found, sides)))


def _place(match: Match, reading: Reading, starts: Sequence[int], text: str) -> tuple[int, bool]:
    """The target block before which the comment stands, or in which, or at the end of whose last line."""
    start = reading.comments[match.comments[0]].span.start
    at = bisect_left(starts, start)
    end = reading.targets[at - 1].span.end if at else start
    if at and (end > start or (reading.owners[match.comments[0]].is_inline and "\n" not in text[end:start])):
        return at - 1, True
    return at, False


def _group(at: int, inside: bool, matches: tuple[Match, ...], reading: Reading, text: str) -> Group:
    owners = tuple(reading.owners[match.comments[0]] for match in matches)
    above = text[reading.targets[at - 1].span.end : owners[0].span.start] if at else _BLANK_LINE
    below = text[owners[-1].span.end : reading.targets[at].span.start] if at < len(reading.targets) else _BLANK_LINE
    touches = Habit.NONE
    if (above.count("\n") < 2) != (below.count("\n") < 2):
        touches = Habit.AFTER if above.count("\n") < 2 else Habit.BEFORE
    return Group(at, matches, owners, inside, touches)


def _directed(found: Sequence[Group], sides: Sides) -> list[Group]:
    """The groups in the likeliest sequence of directions, in which a change costs (Viterbi 1967)."""
    closely = len(found) <= _FEW
    scores = (_USUAL, 0.0)
    came: list[tuple[int, int]] = []
    options = [(group, group._replace(direction=Habit.AFTER)) for group in found]
    for before, after in options:
        stays = [scores[n] >= scores[1 - n] - _CHANGE_OF_HABIT for n in (0, 1)]
        came.append((0 if stays[0] else 1, 1 if stays[1] else 0))
        reached = [scores[n] if stays[n] else scores[1 - n] - _CHANGE_OF_HABIT for n in (0, 1)]
        evidence = (_evidence(option, sides, closely=closely) for option in (before, after))
        scores = (reached[0] + next(evidence), reached[1] + next(evidence))
    state = 0 if scores[0] >= scores[1] else 1
    path = []
    for option, step in zip(reversed(options), reversed(came), strict=True):
        path.append(option[state])
        state = step[state]
    return path[::-1]


def _evidence(group: Group, sides: Sides, *, closely: bool) -> float:
    """How well the targets beside the group answer it, one by one, and whether they touch."""
    if group.inside:
        return 0.0
    touching = _TOUCHING if group.touches is group.direction else 0.0
    if len(group.matches) == 1:
        return touching + _fit(group.matches[0].sources, group, sides, closely=closely)
    sources = [source for match in group.matches for source in match.sources]
    if group.direction is Habit.AFTER:
        sources.reverse()
    starts = {0, sources.index(group.nearest)}
    return touching + max(_fit(sources[start : start + _FIRST_FEW], group, sides, closely=closely) for start in starts)


def _fit(sources: Sequence[int], group: Group, sides: Sides, *, closely: bool) -> float:
    score = sides.scorer.score if closely else sides.scorer.rough
    step = 1 if group.direction is Habit.BEFORE else -1
    place, total = group.beside, 0.0
    for source in sources:
        total += score(sides.sources[source], sides.targets[place]) if 0 <= place < len(sides.targets) else _AT_EDGE
        place += step
    return 2 * total / len(sources)
