"""The heart: a source document and a target document with its comments -> a translation."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from transcheck.align.blocks import Sides, Window, align_window
from transcheck.align.comments import Match, match_comments
from transcheck.align.features import Scorer, features, source_features
from transcheck.align.habit import Group, cuts, groups, learn_habit, nearest
from transcheck.align.moved import moved_by_anchors, moved_by_comments
from transcheck.align.sequence import Bead
from transcheck.align.swallowed import Reading, read_comments
from transcheck.align.units import Draft, build_units
from transcheck.locales.language import language
from transcheck.model.block import Block
from transcheck.model.document import Document
from transcheck.model.unit import Habit, Translation


def align(source: Document | None, target: Document, *, use_comments: bool = True) -> Translation:
    """Align `target` with `source`, or with its own comments where `source` is None.

    Every block of both is in exactly one unit.  Without `use_comments` the comments are not looked at,
    as if the translation kept none (for measuring what structure alone can tell).
    """
    reading = read_comments(source, target) if use_comments else Reading(target.blocks, frozenset(), (), ())
    sources = source.blocks if source else reading.comments
    matches = match_comments(reading.comments, sources) if source else _themselves(sources)
    draft = _draft(sources, reading, matches, target.locale, comments_are_source=source is None)
    units, loose = build_units(draft)
    rest = [c for c in target.comments if not any(c is owner for owner in reading.owners)]
    return Translation(
        chapter=target.head.chapter,
        source=source,
        target=target,
        units=units,
        habit=draft.habit,
        loose=tuple(sorted([*loose, *rest], key=lambda comment: comment.span.start)),
    )


def _themselves(comments: Sequence[Block]) -> list[Match]:
    return [Match(index, (index,), 1.0) for index in range(len(comments))]


def _draft(
    sources: tuple[Block, ...], reading: Reading, matches: list[Match], locale: str, *, comments_are_source: bool
) -> Draft:
    starts = [block.span.start for block in reading.targets]
    comment_starts = [block.span.start for block in reading.comments]
    found = groups([match for match in matches if not match.moved], comment_starts, starts)
    sides = _sides(sources, reading.targets, locale)
    habit = learn_habit(found, sides.sources, sides.targets, sides.scorer)
    sides = Sides(sides.sources, sides.targets, sides.scorer, nearest(found, habit))
    every = groups(matches, comment_starts, starts)
    windows = moved_by_comments(every, habit, sides) if found else moved_by_anchors(sides)
    moved = frozenset(j for window in windows for j in range(window.j, window.j_end))
    beads = [bead for window in windows for bead in align_window(sides, window, _inside(every, habit, window))]
    beads += _in_order(sides, windows, cuts(found, habit))
    return Draft(sources, reading, tuple(matches), tuple(beads), moved, habit, comments_are_source)


def _sides(sources: Sequence[Block], targets: Sequence[Block], locale: str) -> Sides:
    tongue = language(locale)
    of_source = source_features(sources)
    of_target = features(targets, latin="Latin" in tongue.scripts or not tongue.scripts)
    return Sides(of_source, of_target, Scorer.of(of_source, of_target, tongue.length_ratio), {})


def _inside(every: Sequence[Group], habit: Habit, window: Window) -> list[tuple[int, int]]:
    """The cuts of the groups of a window."""
    within = [g for g in every if window.i <= g.first and g.last < window.i_end and window.j <= g.at <= window.j_end]
    return [cut for cut in cuts(within, habit) if window.i <= cut[0] <= window.i_end]


def _in_order(sides: Sides, moved: Sequence[Window], found: Sequence[tuple[int, int]]) -> Iterator[Bead]:
    """The beads of all that is in no moved window."""
    keep_i = [i for i in range(len(sides.sources)) if not any(w.i <= i < w.i_end for w in moved)]
    keep_j = [j for j in range(len(sides.targets)) if not any(w.j <= j < w.j_end for w in moved)]
    new_i, new_j = {i: n for n, i in enumerate(keep_i)}, {j: n for n, j in enumerate(keep_j)}
    rest = Sides(
        tuple(sides.sources[i] for i in keep_i),
        tuple(sides.targets[j] for j in keep_j),
        sides.scorer,
        {(new_i[i], new_j[j]): v for (i, j), v in sides.bonus.items() if i in new_i and j in new_j},
    )
    mapped = [(bisect_left(keep_i, i), bisect_left(keep_j, j)) for i, j in found]
    for bead in align_window(rest, Window(0, len(keep_i), 0, len(keep_j)), mapped):
        yield Bead(tuple(keep_i[i] for i in bead.sources), tuple(keep_j[j] for j in bead.targets), bead.score)
