"""Sections that stand at another place in the target than in the source.

An alignment in order must drop one of two swapped sections, so these are found before it and aligned by
themselves.  Every comment, or where there are none every mark and name that stands in one section only,
votes for a section of the source and one of the target; sections that elect each other but stand out of
the order of most others have moved.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from transcheck.align.comments import Match, in_order, longest_chain
from transcheck.align.features import Feature, Same
from transcheck.align.habit import Group, Layout
from transcheck.align.sequence import Sides
from transcheck.model.block import BlockKind
from transcheck.model.unit import Habit

_ENOUGH = 2
_MOST = 2 / 3
_KEEPS_COMMENTS = 0.3


@dataclass(frozen=True, slots=True)
class Window:
    """Source blocks and the target blocks that answer them, by rising indices."""

    sources: Sequence[int]
    targets: Sequence[int]


def moved_sections(sides: Sides, layout: Layout) -> list[Window]:
    """Windows of the sections that moved, from the highest headings down."""
    windows: list[Window] = []
    levels = _levels(sides)
    ballot = Counter(_votes(sides, layout) if levels else ())
    for level in levels:
        sources, targets = _sections(sides.sources, level), _sections(sides.targets, level)
        windows = _with_free(
            windows, (Window(sources[a], targets[b]) for a, b in _crossing(_elected(ballot, sources, targets)))
        )
    return windows


def moved_groups(sides: Sides, layout: Layout, windows: Sequence[Window]) -> list[Window]:
    """`windows` with those of comments that stand out of the order of the rest, with the targets beside them."""
    sources, _ = _taken(windows)
    in_place = frozenset(in_order(match for match in layout.matches if sources.isdisjoint(match.sources)))
    return _with_free(windows, _groups_out_of_order(sides, layout.groups, in_place))


def _with_free(windows: Sequence[Window], more: Iterable[Window]) -> list[Window]:
    """`windows` with those of `more` that share no block with any before them."""
    free = list(windows)
    sources, targets = _taken(windows)
    for window in more:
        if sources.isdisjoint(window.sources) and targets.isdisjoint(window.targets):
            free.append(window)
            sources.update(window.sources)
            targets.update(window.targets)
    return free


def outside(sides: Sides, windows: Sequence[Window]) -> Window:
    """All blocks that are in none of `windows`."""
    sources, targets = _taken(windows)
    return Window(
        [i for i in range(len(sides.sources)) if i not in sources],
        [j for j in range(len(sides.targets)) if j not in targets],
    )


def _taken(windows: Sequence[Window]) -> tuple[set[int], set[int]]:
    return {i for window in windows for i in window.sources}, {j for window in windows for j in window.targets}


def _levels(sides: Sides) -> list[int]:
    """The levels that at least two headings of either side have."""
    both = [Counter(f.level for f in side if f.kind is BlockKind.HEADING) for side in (sides.sources, sides.targets)]
    return sorted(level for level, count in both[0].items() if count > 1 and both[1][level] > 1)


def _sections(side: Sequence[Feature], level: int) -> list[range]:
    starts = [n for n, feature in enumerate(side) if feature.kind is BlockKind.HEADING and feature.level <= level]
    return [range(start, end) for start, end in zip(starts, [*starts[1:], len(side)], strict=True)]


def _elected(
    ballot: Counter[tuple[int, int]], sources: Sequence[range], targets: Sequence[range]
) -> list[tuple[int, int]]:
    """Pairs of sections that have most of each other's votes, in the order of the target."""
    homes, places = _owners(sources), _owners(targets)
    votes: Counter[tuple[int, int]] = Counter()
    for (i, j), count in ballot.items():
        if i in homes and j in places:
            votes[homes[i], places[j]] += count
    of_source, of_target = Counter[int](), Counter[int]()
    for (a, b), count in votes.items():
        of_source[a] += count
        of_target[b] += count
    mutual = [(a, b) for (a, b), n in votes.items() if n >= _ENOUGH and n >= _MOST * max(of_source[a], of_target[b])]
    return sorted(mutual, key=lambda pair: pair[1])


def _owners(sections: Sequence[range]) -> dict[int, int]:
    return {block: number for number, section in enumerate(sections) for block in section}


def _crossing(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    kept = {(a, b) for b, a in longest_chain([(b, a) for a, b in pairs])}
    return [pair for pair in pairs if pair not in kept]


def _groups_out_of_order(sides: Sides, groups: Sequence[Group], in_place: Collection[Match]) -> Iterator[Window]:
    edges = [0, *(group.at for group in groups), len(sides.targets)]
    for group, above, below in zip(groups, edges, edges[2:], strict=False):
        sources = sorted(i for match in group.matches for i in match.sources)
        before = group.direction is Habit.BEFORE
        targets = range(group.at, below)[: len(sources)] if before else range(above, group.at)[-len(sources) :]
        if targets and not group.inside and not any(match in in_place for match in group.matches):
            yield Window(sources, targets)


def _votes(sides: Sides, layout: Layout) -> Iterator[tuple[int, int]]:
    """Two for each comment; those of the marks where there are few comments."""
    pairs = [(s, group.beside) for group in layout.groups for match in group.matches for s in match.sources]
    yield from (*pairs, *pairs)
    if len(pairs) < _KEEPS_COMMENTS * sum(feature.is_prose for feature in sides.sources):
        yield from _votes_of_marks(sides)


def _votes_of_marks(sides: Sides) -> Iterator[tuple[int, int]]:
    """A vote for each mark or name that one block of each side has; an id of a heading has two."""
    sources, targets = _single_in_source(Same(sides.sources)), _single(sides.targets)
    for mark in sources.keys() & targets.keys():
        yield sources[mark], targets[mark]
        if mark[0] in "#=":
            yield sources[mark], targets[mark]


@lru_cache(maxsize=4)
def _single_in_source(sources: Same[Sequence[Feature]]) -> dict[str, int]:
    """Kept, for the next locale's translation has the same sources."""
    return _single(sources.things)


def _single(side: Sequence[Feature]) -> dict[str, int]:
    places = [(mark, index) for index, feature in enumerate(side) for mark in _marks(feature)]
    counts = Counter(mark for mark, _ in places)
    return {mark: index for mark, index in places if counts[mark] == 1}


def _marks(feature: Feature) -> Iterator[str]:
    yield from feature.marks
    yield from ("w" + name for name in feature.names)
    yield from feature.ids
