"""A chapter before a branch and now -> what its changes leave behind in each translation."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from transcheck.align.block_changes import block_changes
from transcheck.align.documents import align
from transcheck.align.drift import class_of_comment, class_since
from transcheck.align.lineage import copies
from transcheck.align.staleness import is_source_text
from transcheck.lazy import lazy
from transcheck.model.block import Block, BlockKind, Segment
from transcheck.model.document import Document
from transcheck.model.normal import folded_space, form, formula, letters
from transcheck.model.since import BehindUnit, BlockChange, Fate, Touch
from transcheck.model.status import COSMETIC, DriftClass, Status
from transcheck.model.unit import Translation, Unit


@dataclass(frozen=True)
class Meantime:
    """A translation now, aligned with the source now; `before` is its document before the branch, if there was one.

    `source` is the source before the branch.  `repinned` says that the branch renewed what the front matter names
    as the source's commit: somebody looked at all of it.
    """

    translation: Translation
    before: Document | None
    source: Document
    repinned: bool = False

    @lazy
    def kept(self) -> frozenset[tuple[str, ...]]:
        """What the target's blocks said before the branch."""
        return frozenset(_wording(block) for block in self.before.blocks) if self.before else frozenset()

    @lazy
    def known(self) -> frozenset[str]:
        """The source before the branch, in form."""
        return frozenset(form(block.text) for block in self.source.blocks)

    @lazy
    def former(self) -> Translation:
        """The translation as it answers the source before the branch, which tells where a removed block stands."""
        return align(self.source, self.translation.target)


def _wording(block: Block) -> tuple[str, ...]:
    """What tells whether a translator touched a block: its words, its formulas, all of its code."""
    if block.kind is BlockKind.CODE:
        return (folded_space(block.text),)
    return (letters(block.text), *sorted(formula(token.value) for token in block.facts.formulas))


def touches(old: Document, new: Document, translations: Sequence[Meantime]) -> Iterator[Touch]:
    """Every change of a block with the units that it leaves behind."""
    changes = block_changes(old, new)
    by_block = {id(change.new): change for change in changes if change.new is not None}
    for change in changes:
        units = () if change.is_cosmetic else (_behind(change, by_block, one) for one in translations)
        yield Touch(change, tuple(unit for found in units for unit in found))


def _behind(change: BlockChange, changes: dict[int, BlockChange], meantime: Meantime) -> list[BehindUnit]:
    if change.fate is Fate.REMOVED:
        return list(_orphaned(change, meantime))
    found = (unit for unit in meantime.translation.units if unit.source and _holds(unit.source, change.new))
    return [behind for unit in found if (behind := _judged(unit, changes, meantime)) is not None]


def _holds(segment: Segment, block: object) -> bool:
    return any(one is block for one in segment.blocks)


def _judged(unit: Unit, changes: dict[int, BlockChange], meantime: Meantime) -> BehindUnit | None:
    """None where the translation followed, or need not."""
    if unit.target is None or unit.hidden or is_source_text(unit):
        return _unit(unit, Status.UNTRANSLATED, meantime, already=not _is_new(unit, changes))
    if unit.comment is not None:
        drift = class_of_comment(unit, meantime.translation)
        already = not all(form(block.text) in meantime.known for block in unit.comment.blocks)
        return _stale(unit, drift, meantime, already=already)
    if meantime.repinned or not all(_wording(block) in meantime.kept for block in unit.target.blocks):
        return None
    return _stale(unit, class_since(_then(unit, changes), unit, meantime.translation), meantime, already=False)


def _is_new(unit: Unit, changes: dict[int, BlockChange]) -> bool:
    """Whether all of the unit's source was added."""
    source = unit.source.blocks if unit.source else ()
    return all(id(block) in changes and changes[id(block)].fate is Fate.ADDED for block in source)


def _then(unit: Unit, changes: dict[int, BlockChange]) -> str:
    """The unit's source before the branch."""
    source = unit.source.blocks if unit.source else ()
    found = [changes[id(block)].old if id(block) in changes else block for block in source]
    return "\n\n".join(block.text for block in found if block is not None)


def _stale(unit: Unit, drift: DriftClass | None, meantime: Meantime, *, already: bool) -> BehindUnit | None:
    followed = drift in (DriftClass.FORMULA, DriftClass.NUMBER) and _has_followed(unit)
    if drift is None or drift in COSMETIC or followed:
        return None
    return _unit(unit, Status.STALE, meantime, already=already)


def _has_followed(unit: Unit) -> bool:
    """Whether the target has today's formulas and numbers, whatever its comment still says."""
    return unit.source is not None and unit.target is not None and copies(unit.source) == copies(unit.target)


def _unit(unit: Unit, status: Status, meantime: Meantime, *, already: bool) -> BehindUnit:
    target = meantime.translation.target
    side = unit.target or unit.comment
    line = target.lines.place(side.span.start if side else unit.at)[0]
    return BehindUnit(meantime.translation.locale, target.path, line, status, already)


def _orphaned(change: BlockChange, meantime: Meantime) -> Iterator[BehindUnit]:
    """The targets that answer a removed block, where the branch did not remove or rewrite them."""
    answered = _answering(meantime.translation.units)
    for unit in meantime.former.units:
        if unit.source is None or unit.target is None or not _holds(unit.source, change.old):
            continue
        if not answered.isdisjoint(id(block) for block in unit.target.blocks):
            continue
        if all(_wording(block) in meantime.kept for block in unit.target.blocks):
            yield _unit(unit, Status.STALE, meantime, already=False)


def _answering(units: Sequence[Unit]) -> frozenset[int]:
    """The target blocks that answer today's source."""
    return frozenset(id(block) for unit in units if unit.source and unit.target for block in unit.target.blocks)
