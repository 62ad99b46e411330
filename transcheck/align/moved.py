"""Sections that stand at another place in the target than in the source.

An alignment in order must drop one of two swapped sections; these windows are aligned by themselves.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby

from transcheck.align.blocks import Sides, Window, anchors
from transcheck.align.comments import Match, longest_chain
from transcheck.align.features import Feature
from transcheck.align.habit import Group
from transcheck.model.block import BlockKind
from transcheck.model.unit import Habit


def moved_by_comments(all_groups: Sequence[Group], habit: Habit, sides: Sides) -> list[Window]:
    """Windows of neighbouring groups whose comments all stand out of the source's order."""
    ordered = sorted(s for g in all_groups for m in g.matches if not m.moved for s in m.sources)
    windows = []
    for is_moved, run in groupby(enumerate(all_groups), key=lambda item: all(m.moved for m in item[1].matches)):
        if is_moved:
            listed = list(run)
            matches = [match for _, group in listed for match in group.matches]
            if _is_section(matches, sides.sources):
                windows.append(_window([index for index, _ in listed], all_groups, habit, sides, ordered))
    return [window for window in windows if window.i < window.i_end and window.j < window.j_end]


def _is_section(matches: Sequence[Match], sources: Sequence[Feature]) -> bool:
    indices = [source for match in matches for source in match.sources]
    rising = all(a < b for a, b in zip(indices, indices[1:], strict=False))
    return rising and (len(indices) > 1 or sources[indices[0]].kind is BlockKind.HEADING)


def _window(run: list[int], all_groups: Sequence[Group], habit: Habit, sides: Sides, ordered: list[int]) -> Window:
    """From the run's first block to where the next ordered comment's source and target begin."""
    first, last = all_groups[run[0]], all_groups[run[-1]]
    low, high = first.first, last.last
    if habit is Habit.BEFORE:
        j_end = all_groups[run[-1] + 1].at if run[-1] + 1 < len(all_groups) else len(sides.targets)
        return Window(low, min((s for s in ordered if s > high), default=len(sides.sources)), first.at, j_end)
    j = all_groups[run[0] - 1].at if run[0] else 0
    return Window(max((s + 1 for s in ordered if s < low), default=0), high + 1, j, last.at)


def moved_by_anchors(sides: Sides) -> list[Window]:
    """Windows of sections all of whose anchors cross those of the rest."""
    pairs = anchors(sides, Window(0, len(sides.sources), 0, len(sides.targets)))
    kept = set(longest_chain(pairs))
    crossing = [pair for pair in pairs if pair not in kept]
    if not crossing:
        return []
    source_sections, target_sections = _sections(sides.sources), _sections(sides.targets)
    windows = []
    for j, j_end in target_sections:
        inside = [pair for pair in crossing if j <= pair[1] < j_end]
        homes = [(i, i_end) for i, i_end in source_sections if inside and i <= inside[0][0] < i_end]
        if homes and all(homes[0][0] <= i < homes[0][1] for i, _ in inside):
            window = Window(*homes[0], j, j_end)
            if not any(_touches(pair, window) for pair in kept):
                windows.append(window)
    return windows


def _touches(pair: tuple[int, int], window: Window) -> bool:
    return window.i <= pair[0] < window.i_end or window.j <= pair[1] < window.j_end


def _sections(side: Sequence[Feature]) -> list[tuple[int, int]]:
    """The ranges between headings of the highest level that stands twice."""
    return list(_ranges(side, _top_level(side)))


def _top_level(side: Sequence[Feature]) -> int:
    levels = [feature.level for feature in side if feature.kind is BlockKind.HEADING]
    return min((level for level in levels if levels.count(level) > 1), default=0)


def _ranges(side: Sequence[Feature], level: int) -> Iterator[tuple[int, int]]:
    starts = [n for n, feature in enumerate(side) if feature.kind is BlockKind.HEADING and feature.level <= level]
    yield from zip(starts, [*starts[1:], len(side)], strict=True)
