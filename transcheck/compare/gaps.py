"""Gaps of an alignment: what has no counterpart on either side between two pairs that have one.

A source block and a target block that both are without counterpart in one gap may be the same block,
which the alignment did not dare to pair.  So nothing is missing, or too much, but what is left of a gap
when its two sides are held against each other.
"""

import math
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from transcheck.compare.memo import Itself
from transcheck.lazy import lazy
from transcheck.model.block import Block, BlockKind, Segment
from transcheck.model.document import CommentFault
from transcheck.model.text import Span
from transcheck.model.unit import Translation, Unit

SURE = 0.6
"""The confidence below which a pair is no proof."""
_MOST_TRIED = 20_000
FITS = 0.6
"""The share of a block's length that must be there for the block to be there."""


@dataclass(frozen=True)
class Scale:
    """What length of target is to be expected of a source; `ratio` is characters of target per character of source."""

    ratio: float

    def expected(self, segment: Segment) -> float:
        return sum(_size(block) * (1 if _is_copied(block) else self.ratio) for block in segment.blocks)

    def actual(self, segment: Segment) -> float:
        return sum(_size(block) for block in segment.blocks)


@dataclass(frozen=True)
class Gap:
    """`lacking` are the units without a target, in order of the source, `extra` those without a source, in order
    of the target; `left` and `right` are the pairs around them, up to two, the nearest first.
    """

    left: tuple[Unit, ...]
    right: tuple[Unit, ...]
    lacking: tuple[Unit, ...]
    extra: tuple[Unit, ...]

    @property
    def before(self) -> Unit | None:
        return self.left[0] if self.left else None

    @property
    def after(self) -> Unit | None:
        return self.right[0] if self.right else None

    @lazy
    def around(self) -> tuple[Unit, ...]:
        """The units whose targets may hold what seems to be missing: the extra ones and the pairs beside."""
        return tuple(unit for unit in (self.before, *self.extra, self.after) if unit is not None)


def scale_of(translation: Translation, ratio: float) -> Scale:
    """The scale of this translation; `ratio` is what its language has on average."""
    plain = Scale(ratio)
    pairs = [u for u in translation.units if u.is_pair and u.kind.is_prose and u.confidence >= SURE]
    sources = sum(plain.expected(u.reference) for u in pairs if u.reference)
    targets = sum(plain.actual(u.target) for u in pairs if u.target)
    if sources < 200 or targets < 200:
        return plain
    return Scale(ratio * min(max(targets / sources, 0.6), 1.7))


def source_start(unit: Unit) -> int:
    """Where the unit stands in the order of the source, or of the comments that serve as the source."""
    side = unit.source or unit.comment
    return side.span.start if side else -1


def gaps(translation: Translation) -> tuple[Gap, ...]:
    """The gaps that lack something or have something extra; what lacks follows the same pair as what is extra.

    Where sections stand in another order, a pair has other neighbours in the source than in the target.
    """
    return _gaps(Itself(translation))


@lru_cache(maxsize=2)
def _gaps(key: Itself) -> tuple[Gap, ...]:
    translation = key.translation
    by_target = [unit for unit in translation.units if _is_pair(unit, translation)]
    by_source = sorted(by_target, key=source_start)
    starts, places = [source_start(unit) for unit in by_source], [unit.at for unit in by_target]
    found: dict[int, _Open] = {}
    for unit in sorted(_lacking(translation), key=source_start):
        at = bisect_left(starts, source_start(unit))
        found.setdefault(_start(by_source, at), _Open(by_source, at)).lacking.append(unit)
    for unit in _extra(translation):
        at = bisect_left(places, unit.at)
        found.setdefault(_start(by_target, at), _Open(by_target, at)).extra.append(unit)
    return tuple(gap.closed() for _, gap in sorted(found.items()))


def _is_pair(unit: Unit, translation: Translation) -> bool:
    """Whether both sides are there; tags and shortcodes stand between what is read, and part nothing."""
    if unit.target is None or not _has_source(translation, unit) or unit.confidence < SURE:
        return False
    return not (unit.target.kind.is_markup and all(side.kind.is_markup for side in unit.references))


def _start(pairs: Sequence[Unit], at: int) -> int:
    """What tells a gap from others: where the pair before it stands in the target."""
    return pairs[at - 1].at if at else -1


@dataclass(frozen=True)
class _Open:
    """A gap before the pair at index `at` that is being filled."""

    pairs: Sequence[Unit]
    at: int
    lacking: list[Unit] = field(default_factory=list)
    extra: list[Unit] = field(default_factory=list)

    def closed(self) -> Gap:
        left, right = self.pairs[max(0, self.at - 2) : self.at], self.pairs[self.at : self.at + 2]
        return Gap(tuple(reversed(left)), tuple(right), tuple(self.lacking), tuple(self.extra))


def _lacking(translation: Translation) -> Iterator[Unit]:
    for unit in translation.units:
        if unit.target is None and _has_source(translation, unit) and not unit.kind.is_markup:
            yield unit


def _extra(translation: Translation) -> Iterator[Unit]:
    for unit in translation.units:
        if unit.target is not None and not unit.references and not unit.hidden:
            yield unit


def _has_source(translation: Translation, unit: Unit) -> bool:
    return unit.source is not None or (translation.source is None and unit.comment is not None)


def is_like(lacking: Unit, extra: Unit) -> bool:
    """Whether a source and a target may be one block, judged by their kinds; a heading wants a heading."""
    kinds = (_class(lacking), _class(extra))
    return kinds[0] == kinds[1] or kinds in _MAY_ANSWER


def _class(unit: Unit) -> str:
    side = unit.target or unit.source or unit.comment
    kind = unit.kind
    if kind is BlockKind.HEADING:
        return "heading"
    if side is not None and side.facts.images:
        return "image"
    if kind.is_prose or kind is BlockKind.HTML or (kind is BlockKind.CODE and side and not is_fenced(side.blocks[0])):
        only_formula = side is not None and not side.facts.words and side.facts.formulas
        return "formula" if only_formula else "prose"
    return str(kind.value)


_MAY_ANSWER = frozenset(
    {
        ("table", "image"),
        ("image", "table"),
        ("table", "prose"),
        ("prose", "table"),
        ("prose", "heading"),
        ("formula", "prose"),
        ("prose", "formula"),
        ("prose", "image"),
    }
)


def _size(block: Block) -> int:
    if _is_copied(block):
        return sum(not char.isspace() for char in block.text)
    return len(block.facts.plain) if block.kind is not BlockKind.CODE else len(" ".join(block.text.split()))


def is_fenced(block: Block) -> bool:
    """Whether it is code between fences; indented text may be anything."""
    return block.kind is BlockKind.CODE and block.text.startswith(("```", "~~~"))


def _is_copied(block: Block) -> bool:
    return block.kind is BlockKind.MATH or is_fenced(block)


def is_swallowed(gap: Gap, translation: Translation) -> bool:
    """Whether a comment or a code fence that never closes stands there: what seems to be missing may be in it."""
    if gap.before and gap.before.target and _is_open_code(gap.before.target.blocks[-1]):
        return True
    ends = (gap.before.at if gap.before else 0, gap.after.at if gap.after else len(translation.target.text))
    region = Span(min(ends), max(ends))
    faults = (comment for comment in translation.target.comments if comment.fault is CommentFault.UNCLOSED)
    return any(comment.span.overlaps(region) for comment in faults)


_FENCE = re.compile(r"(`{3,}|~{3,})")


def _is_open_code(block: Block) -> bool:
    opening = _FENCE.match(block.text) if block.kind is BlockKind.CODE else None
    return opening is not None and not block.text.rstrip().endswith(opening[1][0] * 3, opening.end())


@dataclass(frozen=True)
class Match:
    """Which units of a gap may be each other; what is in neither set is left over."""

    lacking: frozenset[int]
    extra: frozenset[int]


def match(gap: Gap, scale: Scale) -> Match:
    """The likeliest counterparts inside a gap, one to one; then what fits into the room that one of them has left.

    Where there are too many to try them all, any may be any.
    """
    if len(gap.lacking) * len(gap.extra) > _MOST_TRIED:
        return Match(frozenset(range(len(gap.lacking))), frozenset(range(len(gap.extra))))
    scored = sorted(
        (_distance(old, new, scale), abs(i - j), i, j)
        for i, old in enumerate(gap.lacking)
        for j, new in enumerate(gap.extra)
        if is_like(old, new)
    )
    pairs: dict[int, int] = {}
    for _, _, i, j in scored:
        if i not in pairs and j not in pairs.values():
            pairs[i] = j
    return _with_merged(gap, pairs, scale)


def _with_merged(gap: Gap, pairs: dict[int, int], scale: Scale) -> Match:
    """Some blocks may have become one, or one some."""
    sizes = [scale.expected(unit.reference) if unit.reference else 0.0 for unit in gap.lacking]
    lengths = [scale.actual(unit.target) if unit.target else 0.0 for unit in gap.extra]
    room = sum(lengths[j] - sizes[i] for i, j in pairs.items())
    lacking, extra = frozenset(pairs), frozenset(pairs.values())
    left = sum(sizes[i] for i in range(len(sizes)) if i not in pairs and not _is_heading(gap.lacking[i]))
    more = sum(lengths[j] for j in range(len(lengths)) if j not in extra and not _is_heading(gap.extra[j]))
    if left and room >= FITS * left:
        lacking |= {i for i, unit in enumerate(gap.lacking) if not _is_heading(unit)}
    if more and -room >= FITS * more:
        extra |= {j for j, unit in enumerate(gap.extra) if not _is_heading(unit)}
    return Match(lacking, extra)


def _is_heading(unit: Unit) -> bool:
    return unit.kind is BlockKind.HEADING


def _distance(old: Unit, new: Unit, scale: Scale) -> float:
    """How unlike in kind, length and level."""
    reference, target = old.reference, new.target
    assert reference is not None and target is not None, "one lacks a target, the other a source"
    lengths = abs(math.log((scale.actual(target) + 6) / (scale.expected(reference) + 6)))
    kinds = 0.0 if reference.kind is target.kind else 1.0
    return kinds + lengths + 0.3 * abs(reference.level - target.level)
