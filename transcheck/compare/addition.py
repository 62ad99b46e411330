"""What a translation adds: target blocks that answer nothing in the source, together where they stand together."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from transcheck.compare.copies import copies, is_source_text, source_letters
from transcheck.compare.gaps import SURE, Gap, Scale, gaps, match, scale_of
from transcheck.compare.memo import Itself
from transcheck.compare.merging import split_off
from transcheck.model.block import BlockKind
from transcheck.model.unit import Translation, Unit

_NEAR = 2
_MOST = 300
"""More units without a source than this are a translation of something else."""
_FRAGMENT = 40


@dataclass(frozen=True)
class Addition:
    """Units without a source that stand together; a `section` begins with its heading."""

    units: tuple[Unit, ...]

    @property
    def first(self) -> Unit:
        return self.units[0]

    @property
    def is_section(self) -> bool:
        return self.first.kind is BlockKind.HEADING

    def of_kind(self, *kinds: BlockKind) -> tuple[Unit, ...]:
        return tuple(unit for unit in self.units if unit.kind in kinds)


def additions(translation: Translation, ratio: float) -> tuple[Addition, ...]:
    """All that is added, in order; `ratio` is the length ratio of the language.

    Source text left in the open, copies, and what markup left of a comment are no additions.
    """
    return _additions(Itself(translation), ratio)


@lru_cache(maxsize=2)
def _additions(key: Itself, ratio: float) -> tuple[Addition, ...]:
    translation = key.translation
    if translation.source is None or all(unit.references for unit in translation.units):
        return ()
    scale = scale_of(translation, ratio)
    added = _all_added(translation, scale)
    if not 0 < len(added) <= _MOST:
        return ()
    copied = frozenset(copy.block.span.start for copy in copies(translation))
    known = source_letters(translation)
    kept = [
        unit for unit in added if not _is_known(unit, translation, known) and not _is_copied(unit, copied, translation)
    ]
    runs = _runs(translation, {id(unit) for unit in kept})
    return tuple(run for run in runs if not _is_beside_source_text(run, translation, known))


def _all_added(translation: Translation, scale: Scale) -> list[Unit]:
    """Where sections moved, what is extra at one place may be what is missing at another."""
    every = gaps(translation)
    found = [unit for gap in every for unit in _added(gap, scale)]
    if not found or not any(unit.moved for unit in translation.units):
        return found
    pool = Gap((), (), tuple(unit for gap in every for unit in gap.lacking), tuple(found))
    moved = match(pool, scale).extra
    return [unit for index, unit in enumerate(found) if index not in moved]


def _added(gap: Gap, scale: Scale) -> Iterator[Unit]:
    """The extra units of a gap that nothing in it or beside it explains."""
    found = match(gap, scale)
    left = [unit for index, unit in enumerate(gap.extra) if index not in found.extra]
    if gap.before:
        left = left[split_off(gap.before, left, scale) :]
    if gap.after:
        left = left[: len(left) - split_off(gap.after, reversed(left), scale)]
    yield from (unit for unit in left if unit.confidence >= SURE)


def _is_known(unit: Unit, translation: Translation, known: frozenset[str]) -> bool:
    """Whether it is source text, the rest of a comment that was not written as one, or no text at all."""
    assert unit.target is not None, "an extra unit has a target"
    if unit.kind.is_prose and not any(map(str.isalnum, unit.target.text)):
        return True
    if any(mark.span.overlaps(unit.target.span) for mark in translation.target.marks):
        return True
    if any(is_source_text(block, known) for block in unit.target.blocks):
        return True
    return len(unit.target.facts.plain) < _FRAGMENT and _is_beside_formula(unit, translation)


def _is_beside_formula(unit: Unit, translation: Translation) -> bool:
    """Whether a displayed formula stands beside: a short paragraph there is the rest of a sentence around it."""
    blocks = translation.target.blocks
    at = bisect_left([block.span.start for block in blocks], unit.at)
    return any(block.kind is BlockKind.MATH for block in blocks[max(0, at - 1) : at + 2])


def _is_copied(unit: Unit, copied: frozenset[int], translation: Translation) -> bool:
    """Whether it or a neighbour says what another block says: then that one is too much."""
    starts = [block.span.start for block in translation.target.blocks]
    at = bisect_left(starts, unit.at)
    return not copied.isdisjoint(starts[max(0, at - _NEAR) : at + _NEAR + 1])


def _is_beside_source_text(run: Addition, translation: Translation, known: frozenset[str]) -> bool:
    """Whether source text left in the open stands beside, which the alignment may have paired in its stead."""
    prose = [block for block in translation.target.blocks if block.kind.is_prose]
    own = {id(block) for unit in run.units if unit.target for block in unit.target.blocks}
    places = [index for index, block in enumerate(prose) if id(block) in own]
    if not places:
        return False
    beside = (*prose[max(0, places[0] - 1) : places[0]], *prose[places[-1] + 1 : places[-1] + 2])
    return any(is_source_text(block, known) for block in beside)


def _runs(translation: Translation, added: set[int]) -> Iterator[Addition]:
    """Added units with nothing but markup between them; a heading begins a run."""
    run: list[Unit] = []
    for unit in translation.units:
        is_added = id(unit) in added and not unit.kind.is_markup
        is_break = unit.target is not None and not unit.kind.is_markup and not is_added
        if run and (is_break or (is_added and unit.kind is BlockKind.HEADING)):
            yield Addition(tuple(run))
            run = []
        if is_added:
            run.append(unit)
    if run:
        yield Addition(tuple(run))
