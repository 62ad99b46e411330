"""The heart: a source document and a target document with its comments -> a translation."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from transcheck.align.blocks import align_between, with_gaps_filled
from transcheck.align.comments import Match, in_order, match_comments
from transcheck.align.exposed import with_translations_of_exposed
from transcheck.align.features import merged, source_features, target_features
from transcheck.align.habit import Layout, lay_out
from transcheck.align.moved import Window, moved_groups, moved_sections, outside
from transcheck.align.scorer import Scorer
from transcheck.align.sequence import Bead, Sides
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
    draft = _draft(source, target, reading)
    units, loose = build_units(draft)
    sorted_out = {id(owner) for owner in reading.owners}
    rest = [comment for comment in target.comments if id(comment) not in sorted_out]
    return Translation(
        chapter=target.head.chapter,
        source=source,
        target=target,
        units=units,
        habit=draft.habit,
        loose=tuple(sorted([*loose, *rest], key=lambda comment: comment.span.start)),
    )


def _draft(source: Document | None, target: Document, reading: Reading) -> Draft:
    sources = source.blocks if source else reading.comments
    matches = match_comments(reading.comments, sources) if source else _themselves(sources)
    sides = _sides(sources, reading, target.locale)
    task = _Task(sides, reading, target.text, tuple(matches), lay_out(matches, reading, target.text, sides))
    windows = moved_sections(sides, task.layout)
    found = _in_windows(task, windows)
    more = moved_groups(sides, task.layout, windows)
    if len(more) > len(windows):
        found = max(_in_windows(task, more), found, key=lambda beads: _content(sides, beads))
    return Draft(
        sides,
        sources,
        reading,
        tuple(matches),
        beads=found.beads,
        moved=found.moved,
        habit=found.habit,
        comments_are_source=source is None,
    )


@dataclass(frozen=True)
class _Task:
    """What there is to align."""

    sides: Sides
    reading: Reading
    text: str
    matches: tuple[Match, ...]
    layout: Layout


@dataclass(frozen=True)
class _Found:
    beads: tuple[Bead, ...]
    moved: frozenset[int]
    habit: Habit


def _in_windows(task: _Task, windows: Sequence[Window]) -> _Found:
    """The alignment in which `windows` moved, and all the rest is in order."""
    home = {i: window for window in windows for i in window.sources}
    moved: list[Bead] = []
    for window in windows:
        within = [match for match in task.matches if home.get(match.sources[0]) is window]
        moved += _align(task, window, lay_out(within, task.reading, task.text, task.sides))
    rest = in_order(match for match in task.matches if match.sources[0] not in home)
    in_place = len(rest) == len(task.matches)
    layout = task.layout if in_place else lay_out(rest, task.reading, task.text, task.sides)
    beads = (*moved, *_align(task, outside(task.sides, windows), layout))
    return _Found(beads, frozenset(j for bead in moved for j in bead.targets), layout.habit)


def _content(sides: Sides, found: _Found) -> float:
    """How well the blocks answer each other, whatever the comments say."""
    return sum(
        sides.scorer.score(
            merged([sides.sources[i] for i in bead.sources]), merged([sides.targets[j] for j in bead.targets])
        )
        for bead in found.beads
    )


def _themselves(comments: Sequence[Block]) -> list[Match]:
    return [Match((index,), (index,)) for index in range(len(comments))]


def _sides(sources: tuple[Block, ...], reading: Reading, locale: str) -> Sides:
    tongue = language(locale)
    of_source = source_features(sources)
    of_target = target_features(reading.targets, of_source, latin="Latin" in tongue.scripts or not tongue.scripts)
    return Sides(of_source, of_target, Scorer(of_source, of_target, tongue))


def _align(task: _Task, window: Window, layout: Layout) -> list[Bead]:
    known = replace(
        task.sides,
        bonus=layout.nearest(),
        source_joints=layout.source_joints(len(task.sides.sources)),
        target_joints=task.reading.joints,
    )
    beads = align_between(known, window.sources, window.targets, layout.cuts())
    beads = with_gaps_filled(known, window.sources, window.targets, beads)
    return with_translations_of_exposed(known, window.targets, list(beads))
