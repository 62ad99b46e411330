"""Sections that stand at another place in the target than in the source.

An alignment in order must drop one of two swapped sections, so these are found before it and aligned by
themselves.  Every comment, or where there are none every mark and name that stands in one section only,
votes for a section of the source and one of the target; sections that elect each other but stand out of
the order of most others have moved.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from transcheck.align.comments import longest_chain
from transcheck.align.features import Feature
from transcheck.align.habit import Layout
from transcheck.align.sequence import Bead, Sides
from transcheck.model.block import BlockKind

_ENOUGH = 2
_MOST = 2 / 3


@dataclass(frozen=True, slots=True)
class Window:
    """Source blocks and the target blocks that answer them, by rising indices."""

    sources: Sequence[int]
    targets: Sequence[int]


def moved_sections(sides: Sides, votes: Iterable[tuple[int, int]]) -> list[Window]:
    """Windows of moved sections; `votes` are pairs of a source and a target block."""
    ballot = Counter(votes)
    windows: list[Window] = []
    for level in _levels(sides):
        sources, targets = _sections(sides.sources, level), _sections(sides.targets, level)
        for a, b in _crossing(_elected(ballot, sources, targets)):
            window = Window(sources[a], targets[b])
            if not any(_overlap(window, other) for other in windows):
                windows.append(window)
    return windows


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


def _overlap(one: Window, other: Window) -> bool:
    return not (set(one.sources).isdisjoint(other.sources) and set(one.targets).isdisjoint(other.targets))


def moved_pairs(sides: Sides, layout: Layout, beads: Iterable[Bead]) -> Iterator[Bead]:
    """Single blocks that stand with their comment out of the order: what a comment stands against, if both are free."""
    beads = list(beads)
    taken_i, taken_j = {i for bead in beads for i in bead.sources}, {j for bead in beads for j in bead.targets}
    for group in layout.groups:
        i, j = group.nearest, group.beside
        if i not in taken_i and j not in taken_j and 0 <= j < len(sides.targets):
            score = sides.scorer.score(sides.sources[i], sides.targets[j])
            if score > 0 and any(match.moved for match in group.matches):
                yield Bead((i,), (j,), score)
                taken_i.add(i)
                taken_j.add(j)


def votes_of_marks(sides: Sides) -> Iterator[tuple[int, int]]:
    """A vote for each mark or name that one block of each side has; an id of a heading has two."""
    sources, targets = _single(sides.sources), _single(sides.targets)
    for mark in sources.keys() & targets.keys():
        yield sources[mark], targets[mark]
        if mark[0] in "#=":
            yield sources[mark], targets[mark]


def _single(side: Sequence[Feature]) -> dict[str, int]:
    places = [(mark, index) for index, feature in enumerate(side) for mark in _marks(feature)]
    counts = Counter(mark for mark, _ in places)
    return {mark: index for mark, index in places if counts[mark] == 1}


def _marks(feature: Feature) -> Iterator[str]:
    yield from feature.marks
    yield from ("w" + name for name in feature.names)
    yield from feature.ids
