"""Two states of a source document -> the blocks that changed."""

from collections.abc import Sequence

from rapidfuzz import process
from rapidfuzz.fuzz import ratio

from transcheck.align.drift import class_since
from transcheck.align.staleness import words_of
from transcheck.model.block import Block, BlockKind, Segment
from transcheck.model.document import Document
from transcheck.model.normal import folded_space, form
from transcheck.model.since import BlockChange
from transcheck.model.status import DriftClass
from transcheck.model.unit import Translation, Unit

_SAME = 55.0
"""Similarity (0-100, normalised indel) above which a changed block is still the same one."""


def block_changes(old: Document, new: Document) -> tuple[BlockChange, ...]:
    """What changed from `old` to `new`, in the order of `new`; a block that only moved did not change."""
    pairs = _paired(_readable(old), _readable(new))
    kept = {id(after): before for before, after in pairs}
    gone = {id(before) for before, _ in pairs}
    sides = [(kept.get(id(block)), block, float(block.span.start)) for block in _readable(new)]
    removed = [(block, None, _place(block, pairs)) for block in _readable(old) if id(block) not in gone]
    in_order = sorted([*sides, *removed], key=lambda side: side[2])
    found = (_change(before, after, old, new) for before, after, _ in in_order)
    return tuple(change for change in found if change is not None)


def _place(removed: Block, pairs: Sequence[tuple[Block, Block]]) -> float:
    """Where a removed block would stand: after what stood before it."""
    before = [pair for pair in pairs if pair[0].span.start < removed.span.start]
    return max(before, key=lambda pair: pair[0].span.start)[1].span.start + 0.5 if before else -1.0


def _readable(document: Document) -> list[Block]:
    return [block for block in document.blocks if not block.kind.is_markup]


def _paired(old: Sequence[Block], new: Sequence[Block]) -> list[tuple[Block, Block]]:
    """Equal blocks, then alike ones, the most alike first, then a lone one in the place of a lone one."""
    pairs = _equal(old, new)
    pairs += _alike(*_left(old, new, pairs))
    return pairs + _in_place(old, new, pairs)


def _equal(old: Sequence[Block], new: Sequence[Block]) -> list[tuple[Block, Block]]:
    waiting: dict[tuple[BlockKind, str], list[Block]] = {}
    for block in old:
        waiting.setdefault(_key(block), []).append(block)
    return [(waiting[_key(block)].pop(0), block) for block in new if waiting.get(_key(block))]


def _key(block: Block) -> tuple[BlockKind, str]:
    return block.kind, folded_space(block.text)


def _left(
    old: Sequence[Block], new: Sequence[Block], pairs: Sequence[tuple[Block, Block]]
) -> tuple[list[Block], list[Block]]:
    taken = {id(block) for pair in pairs for block in pair}
    return [one for one in old if id(one) not in taken], [one for one in new if id(one) not in taken]


def _alike(old: Sequence[Block], new: Sequence[Block]) -> list[tuple[Block, Block]]:
    forms = [form(block.text) for block in old]
    scored = [
        (score, before, after)
        for after, block in enumerate(new)
        for _, score, before in process.extract(form(block.text), forms, scorer=ratio, score_cutoff=_SAME, limit=5)
        if _may_become(old[before], block)
    ]
    taken: set[int] = set()
    pairs: dict[int, int] = {}
    for _, before, after in sorted(scored, key=lambda one: (-one[0], abs(one[1] - one[2]))):
        if after not in pairs and before not in taken:
            pairs[after] = before
            taken.add(before)
    return [(old[before], new[after]) for after, before in pairs.items()]


def _may_become(old: Block, new: Block) -> bool:
    headings = (old.kind is BlockKind.HEADING, new.kind is BlockKind.HEADING)
    return old.kind is new.kind or (old.kind.is_prose and new.kind.is_prose and not any(headings))


def _in_place(
    old: Sequence[Block], new: Sequence[Block], pairs: Sequence[tuple[Block, Block]]
) -> list[tuple[Block, Block]]:
    """One block left between two that were kept, where one of its kind stood: it was written anew."""
    ends = {id(before): number for number, (before, _) in enumerate(pairs)}
    others = {id(after): number for number, (_, after) in enumerate(pairs)}
    gaps = _gaps(old, ends)
    return [
        (gaps[key][0], blocks[0])
        for key, blocks in _gaps(new, others).items()
        if len(blocks) == 1 == len(gaps.get(key, ()))
        and (gaps[key][0].kind, gaps[key][0].level) == (blocks[0].kind, blocks[0].level)
    ]


def _gaps(blocks: Sequence[Block], known: dict[int, int]) -> dict[int, list[Block]]:
    """The blocks without a partner, by the pair before them."""
    gaps: dict[int, list[Block]] = {}
    before = -1
    for block in blocks:
        before = known.get(id(block), before)
        if id(block) not in known:
            gaps.setdefault(before, []).append(block)
    return gaps


def _change(old: Block | None, new: Block | None, before: Document, after: Document) -> BlockChange | None:
    """None where nothing changed."""
    drift = _drift(old, new, after)
    if drift is None:
        return None
    return BlockChange(old, new, drift, _words(new or old), _line(after, new), _line(before, old))


def _drift(old: Block | None, new: Block | None, after: Document) -> DriftClass | None:
    """The class of a change is judged as for a translation without comments."""
    if old is not None and new is not None:
        unit = Unit(Segment((new,)), None, None, new.span.start)
        return class_since(old.text, unit, Translation(after.head.chapter, after, after, ()))
    side = new or old
    return DriftClass.CODE if side and side.kind is BlockKind.CODE else DriftClass.PROSE


def _words(block: Block | None) -> int:
    return words_of(Segment((block,))) if block else 0


def _line(document: Document, block: Block | None) -> int:
    return document.lines.place(block.span.start)[0] if block else 0
