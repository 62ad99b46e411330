"""What a translation leaves out: source blocks that no target answers, together where they were lost together."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from transcheck.compare.gaps import SURE, Gap, Scale, gaps, is_like, is_swallowed, match, scale_of, source_start
from transcheck.compare.memo import Itself
from transcheck.compare.merging import held, is_overfull
from transcheck.model.block import Block, BlockKind, Segment
from transcheck.model.document import Comment
from transcheck.model.text import Span
from transcheck.model.unit import Habit, Translation, Unit

_PASSAGE = 3
"""Blocks of prose lost in a row, or one more blocks of any kind with some prose, from which on the passage is lost, and
not a picture or a formula in it."""
_WHOLLY = 0.3
"""The share of a section's words below which nothing but remains of it is translated."""
_BARELY = 0.15
"""The coverage below which a chapter without a heading is a placeholder."""
_ITEM_LINE = re.compile(r"[^\S\n]*(?:[-+•–·]|\*(?=[^*\n]*$)|\d{1,2}[.)、．])")
_HASHES = re.compile(r"(?m)^[ \t>]*#{1,6}(?!#)")


@dataclass(frozen=True)
class Omission:
    """Units without a target that stand together in the source.

    A `section` begins with its heading; `is_whole` is a chapter of which next to nothing is translated.
    """

    units: tuple[Unit, ...]
    is_whole: bool = False

    @property
    def first(self) -> Unit:
        return self.units[0]

    @property
    def is_section(self) -> bool:
        return self.is_whole or self.first.kind is BlockKind.HEADING

    @property
    def prose(self) -> tuple[Unit, ...]:
        return tuple(unit for unit in self.units if unit.kind.is_prose)

    @property
    def is_passage(self) -> bool:
        """Whether so much is lost that one finding speaks for all of it."""
        return self.is_section or len(self.prose) >= _PASSAGE or (bool(self.prose) and len(self.units) > _PASSAGE)

    def of_kind(self, *kinds: BlockKind) -> tuple[Unit, ...]:
        return tuple(unit for unit in self.units if unit.kind in kinds)


def place(unit: Unit, translation: Translation) -> Span:
    """Where a unit without a target is missing: at its own source comment, or between its neighbours.

    A comment that holds other blocks, too, stands before or after the targets of all of them.
    """
    order = in_source_order(translation)
    at = next(index for index, other in enumerate(order) if other is unit)
    before = next((other for other in reversed(order[:at]) if _is_anchor(other)), None)
    after = next((other for other in order[at + 1 :] if _is_anchor(other)), None)
    start = before.target.span.end if before and before.target else translation.target.body_start
    end = after.target.span.start if after and after.target else len(translation.target.text)
    region = Span(start, max(start, end))
    owner = _owner(unit, translation)
    if unit.comment and owner and region.covers(owner.span):
        return _beside(unit.comment.span, owner, translation)
    if not region.of(translation.target.text).strip():
        return region
    theirs = _owner(before, translation) if before else None
    start = theirs.span.end if theirs and region.covers(theirs.span) else start
    return Span(start, start)


def _is_anchor(unit: Unit) -> bool:
    return unit.target is not None


def _beside(comment: Span, owner: Comment, translation: Translation) -> Span:
    """The source comment itself, if it is alone; else where the translation of what it is among ends or begins."""
    if sum(owner.span.covers(block.span) for block in owner.blocks) == 1:
        return comment
    at = owner.span.start if translation.habit is Habit.AFTER else owner.span.end
    return Span(at, at)


def omissions(translation: Translation, ratio: float) -> tuple[Omission, ...]:
    """All that is missing, in order of the source; `ratio` is the length ratio of the language.

    Where the comments serve as the source only sections are known to be missing, for translators comment
    much that is no source.
    """
    return _omissions(Itself(translation), ratio)


@lru_cache(maxsize=2)
def _omissions(key: Itself, ratio: float) -> tuple[Omission, ...]:
    translation = key.translation
    if all(unit.target is not None for unit in translation.units):
        return ()
    if _is_placeholder(translation):
        units = tuple(unit for unit in in_source_order(translation) if unit.target is None)
        return (Omission(units, is_whole=True),)
    scale = scale_of(translation, ratio)
    missing = {id(unit) for unit in _all_missing(translation, scale)}
    found = _joined(list(_runs(translation, missing)), translation)
    return tuple(one for one in found if one.is_section or translation.source is not None)


def lone(translation: Translation, ratio: float, *kinds: BlockKind) -> Iterator[Unit]:
    """The missing units of `kinds` that no missing section or passage speaks for."""
    for omission in omissions(translation, ratio):
        if not omission.is_passage:
            yield from omission.of_kind(*kinds)


def _is_placeholder(translation: Translation) -> bool:
    """Whether next to nothing of a chapter with headings is translated, and no heading."""
    headings = [u for u in translation.units if u.source and u.source.kind is BlockKind.HEADING]
    return bool(headings) and not any(u.is_pair for u in headings) and translation.coverage < _BARELY


def _all_missing(translation: Translation, scale: Scale) -> list[Unit]:
    """Where sections moved, what is missing at one place may be what is extra at another."""
    every = gaps(translation)
    found = [unit for gap in every for unit in _missing(gap, translation, scale)]
    if not found or not any(unit.moved for unit in translation.units):
        return found
    pool = Gap((), (), tuple(found), tuple(unit for gap in every for unit in gap.extra))
    moved = match(pool, scale).lacking
    return [unit for index, unit in enumerate(found) if index not in moved]


def _missing(gap: Gap, translation: Translation, scale: Scale) -> list[Unit]:
    """The lacking units of a gap that nothing in it or beside it answers."""
    if not gap.lacking or is_swallowed(gap, translation) or _is_spoilt(gap, scale):
        return []
    found = match(gap, scale)
    left = [unit for index, unit in enumerate(gap.lacking) if index not in found.lacking]
    if _has_spoilt_list(gap):
        left = [unit for unit in left if unit.kind is not BlockKind.LIST_ITEM]
    for pair in gap.left:
        left = left[held(pair, left, scale, follow=True, is_next=pair is gap.before) :]
    for pair in gap.right:
        left = left[: len(left) - held(pair, reversed(left), scale, follow=False, is_next=pair is gap.after)]
    return [unit for unit in left if _is_sure(unit, gap)]


def _is_spoilt(gap: Gap, scale: Scale) -> bool:
    """Whether a line that begins with `#` but is no heading stands there, or markup that holds paragraphs.

    Headings and paragraphs seem to be missing where markup spoils them, and the rules of markup tell that.
    """
    texts = (u.target.text for u in gap.around if u.target and u.kind not in (BlockKind.CODE, BlockKind.HEADING))
    return any(_HASHES.search(text) for text in texts) or any(is_overfull(unit, scale) for unit in gap.around)


def _has_spoilt_list(gap: Gap) -> bool:
    """Whether lines that begin like items of a list stand there and are none, for want of a space or of a marker."""
    texts = (u.target for u in (*gap.left, *gap.extra, *gap.right) if u.target and u.target.kind.is_prose)
    return any(
        _ITEM_LINE.match(line)
        for target in texts
        for line in target.text.split("\n")[target.kind is BlockKind.LIST_ITEM :]
    )


def _is_sure(unit: Unit, gap: Gap) -> bool:
    """Whether the alignment is sure, or nothing in the gap is like the unit."""
    return unit.confidence >= SURE or not any(is_like(unit, extra) for extra in gap.extra)


def in_source_order(translation: Translation) -> tuple[Unit, ...]:
    """The units that have a source, in its order."""
    return _in_source_order(Itself(translation))


@lru_cache(maxsize=2)
def _in_source_order(key: Itself) -> tuple[Unit, ...]:
    by_comments = key.translation.source is None
    units = (u for u in key.translation.units if u.source is not None or (by_comments and u.comment))
    return tuple(sorted(units, key=source_start))


def _runs(translation: Translation, missing: set[int]) -> Iterator[Omission]:
    """Missing units with no other unit but markup between them; a heading begins a run."""
    run: list[Unit] = []
    for unit in in_source_order(translation):
        is_missing = id(unit) in missing
        if run and not unit.kind.is_markup and (not is_missing or unit.kind is BlockKind.HEADING):
            yield Omission(tuple(run))
            run = []
        if is_missing:
            run.append(unit)
    if run:
        yield Omission(tuple(run))


def _joined(runs: list[Omission], translation: Translation) -> Iterator[Omission]:
    """Each missing section with what is missing of it further down."""
    order = in_source_order(translation)
    while runs:
        first = runs.pop(0)
        units = list(first.units)
        if first.is_section:
            end = _section_end(first.first, order)
            whole = _is_wholly_missing(first.first, end, order)
            while runs and source_start(runs[0].first) < end and (whole or _follows(units[-1], runs[0].first, order)):
                units += runs.pop(0).units
        yield Omission(tuple(units))


def _section_end(heading: Unit, order: Sequence[Unit]) -> int:
    """Where in the source the next heading of the same or a higher level stands."""
    start, level = source_start(heading), _level(heading)
    ends = [source_start(u) for u in order if _is_heading(u) and source_start(u) > start and _level(u) <= level]
    return min(ends, default=1 << 60)


def _is_heading(unit: Unit) -> bool:
    side = unit.reference
    return side is not None and side.kind is BlockKind.HEADING


def _level(heading: Unit) -> int:
    return heading.reference.level if heading.reference else 0


def _is_wholly_missing(heading: Unit, end: int, order: Sequence[Unit]) -> bool:
    inside = [u for u in order if source_start(heading) <= source_start(u) < end and u.reference]
    words = sum(len(u.reference.facts.words) for u in inside if u.reference)
    there = sum(len(u.reference.facts.words) for u in inside if u.reference and u.target is not None)
    return there < _WHOLLY * max(words, 1)


def _follows(one: Unit, other: Unit, order: Sequence[Unit]) -> bool:
    """Whether nothing that is there stands between the two in the source."""
    start, end = source_start(one), source_start(other)
    return not any(start < source_start(u) < end and not u.kind.is_markup for u in order)


def _owner(unit: Unit, translation: Translation) -> Comment | None:
    """The comment that holds the unit's source comment."""
    if unit.comment is None:
        return None
    return next((c for c in translation.target.comments if c.span.covers(unit.comment.span)), None)


def title(heading: Block | Segment | None) -> str:
    """The words of a heading, without the line below one that is underlined."""
    return heading.facts.plain.rstrip("=- ") if heading else ""


def excerpt(unit: Unit) -> str:
    """The beginning of what the unit says in the source."""
    side = unit.reference
    return shortened(side.facts.plain or side.text) if side else ""


def shortened(text: str, most: int = 60) -> str:
    """The beginning of a text on one line."""
    text = " ".join(text.split()).lstrip(":.,; ")
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"
