"""Whether a pair holds more than its two sides: blocks that translators put together, or took apart."""

import math
from collections.abc import Iterable

from transcheck.compare.gaps import FITS, Scale
from transcheck.model.block import BlockKind, Segment
from transcheck.model.normal import letters
from transcheck.model.unit import Unit

_GROWN = 0.25
"""The logarithm of lengths from which on a block is longer or shorter than translators make it."""
_GROWN_ITEM = 0.5
_GROWN_CAPTION = 0.7
_ALIKE = 0.5
_SHORT = 40
_SWALLOWED = 100


def held(pair: Unit, units: Iterable[Unit], scale: Scale, *, follow: bool, is_next: bool = True) -> int:
    """How many of `units`, which follow or precede `pair` in the source, the nearest first, its target may hold.

    Of a pair that is not next to them the length alone tells, for what is between may have moved up by one.
    """
    if pair.target is None or not pair.references or pair.kind is BlockKind.HEADING:
        return 0
    expected = min(_words_expected(side, pair.target, scale) for side in pair.references)
    room = scale.actual(pair.target) - expected
    count = 0
    for unit in units:
        size = _size(unit, scale)
        by_length = room >= FITS * size and _has_grown(pair, unit, expected, expected + room)
        by_words = is_next and (_is_commented_on(unit, pair) or _has_line_for(size, pair, scale, count, follow=follow))
        if not unit.kind.is_prose or unit.kind is BlockKind.HEADING or not (by_length or by_words):
            break
        room -= size
        count += 1
    return count


def _words_expected(source: Segment, target: Segment, scale: Scale) -> float:
    """The length of what `target` should say; a formula says nothing where it became part of a paragraph."""
    copied = source.kind in (BlockKind.MATH, BlockKind.CODE) and target.kind.is_prose
    return 0.0 if copied else scale.expected(source)


def _size(unit: Unit, scale: Scale) -> float:
    return scale.expected(unit.reference) if unit.reference else 0.0


def _has_grown(pair: Unit, unit: Unit, expected: float, actual: float) -> bool:
    """Items of lists vary more in length, and short ones most; a figure has a caption and no more."""
    grown = math.log((max(actual, 0) + 6) / (expected + 6))
    if not pair.kind.is_prose:
        return grown > _GROWN_CAPTION
    if unit.kind is pair.kind is BlockKind.LIST_ITEM:
        return grown > _GROWN_ITEM and expected >= _SHORT
    return grown > _GROWN


def _is_commented_on(unit: Unit, pair: Unit) -> bool:
    """Whether the source comment of the pair says what the unit says."""
    own = letters(unit.source.text) if unit.source else ""
    return bool(own) and pair.comment is not None and own in letters(pair.comment.text)


def _has_line_for(size: float, pair: Unit, scale: Scale, taken: int, *, follow: bool) -> bool:
    """Whether the target has a line of about `size` at its end (where the units follow) that its source has not."""
    if pair.target is None or pair.reference is None:
        return False
    own, source = _lines(pair.target), _lines(pair.reference)
    if len(own) < taken + 2:
        return False
    at = -1 - taken if follow else taken
    line = own[at]
    counterpart = source[at] * scale.ratio if len(source) > taken else 0.0
    is_spare = len(own) - taken > len(source) or _ratio(line, counterpart) > _ALIKE
    return is_spare and _ratio(line, size) < _ALIKE


def _lines(segment: Segment) -> list[int]:
    """The lengths of the lines that have words."""
    texts = (line.strip() for piece in segment.facts.plain_pieces for line in piece.text.split("\n"))
    return [len(text) for text in texts if any(map(str.isalnum, text))]


def _ratio(one: float, other: float) -> float:
    return abs(math.log((one + 6) / (other + 6)))


def split_off(pair: Unit, units: Iterable[Unit], scale: Scale) -> int:
    """How many of `units`, the nearest first, may be parts of the source of `pair` that its target lacks."""
    if pair.target is None or not pair.references or pair.kind is BlockKind.HEADING:
        return 0
    expected = max(scale.expected(side) for side in pair.references)
    actual = scale.actual(pair.target)
    count = 0
    for unit in units:
        size = scale.actual(unit.target) if unit.target else 0.0
        shrunk = math.log((expected + 6) / (actual + 6))
        if unit.kind is BlockKind.HEADING or expected - actual < FITS * size or shrunk <= _GROWN:
            break
        actual += size
        count += 1
    return count


def is_overfull(pair: Unit, scale: Scale) -> bool:
    """Whether the markup of a block that holds little prose swallowed the paragraphs after it."""
    if pair.target is None or not pair.references or pair.target.kind.is_prose:
        return False
    expected = max(scale.expected(side) for side in pair.references)
    return scale.actual(pair.target) > 2 * expected + _SWALLOWED
