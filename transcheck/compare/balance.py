"""What one side of a unit has that the other has not, of things that are copied and not translated.

Translators move things into the sentence before or after, and an alignment may pair a paragraph with
one neighbour where it should have two.  So what a unit lost and a unit near it gained is no loss.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple, TypeAlias

from transcheck.model.block import Segment
from transcheck.model.text import Span
from transcheck.model.unit import Translation, Unit

NEAR = 2
"""How many units away a thing may have moved."""


class Item(NamedTuple):
    """A thing at a span of its document; two are the same whose keys are equal."""

    key: str
    text: str
    span: Span


class Balance(NamedTuple):
    """Of a unit: what only the reference has, and what only the target has, each in order.

    `reference` is the side that the target was compared with: the one that it disagrees with least.
    """

    unit: Unit
    reference: Segment | None
    lost: tuple[Item, ...]
    gained: tuple[Item, ...]


Read: TypeAlias = Callable[[Segment], Sequence[Item]]
Glance: TypeAlias = Callable[[Segment], Sequence[str]]
"""What is read, letter by letter: two segments at which it is equal hold the same things."""


def balances(translation: Translation, read: Read, glance: Glance, reach: int = NEAR) -> tuple[Balance, ...]:
    """The balance of every unit, less what moved to or came from a unit at most `reach` units away.

    What a unit says once more than its reference is said again there, and has not moved there.
    Units that are equal at a `glance`, as most are, are not read.
    """
    found = [_even(unit, glance) or _balance(unit, read) for unit in translation.units]
    for index in [index for index, one in enumerate(found) if one.gained]:
        for item in found[index].gained:
            near = next((near for near in _near(index, len(found), reach) if _has(found[near].lost, item)), None)
            if near is not None and not _has(_all(found[index].reference, read), item):
                found[index] = found[index]._replace(gained=less(found[index].gained, (item,)))
                found[near] = found[near]._replace(lost=less(found[near].lost, (item,)))
    return tuple(found)


def _even(unit: Unit, glance: Glance) -> Balance | None:
    """The balance of a unit of which the target looks as one of its references does."""
    if unit.target is None or unit.hidden:
        return None
    seen = glance(unit.target)
    side = next((side for side in unit.references if glance(side) == seen), None)
    return None if side is None else Balance(unit, side, (), ())


def _balance(unit: Unit, read: Read) -> Balance:
    if unit.hidden:
        return Balance(unit, None, (), ())
    target = tuple(read(unit.target)) if unit.target else ()
    sides = _sides(unit, read)
    if not target and not any(items for _, items in sides):
        return Balance(unit, unit.reference, (), ())
    if not sides:
        return Balance(unit, None, (), target)
    options = [_compared(unit, side, items, target) for side, items in sides]
    best = min(options, key=lambda option: len(option.lost) + len(option.gained))
    if len(options) == 1 or not (best.lost or best.gained):
        return best
    return _as_all_say(best, [items for _, items in sides])


def _sides(unit: Unit, read: Read) -> list[tuple[Segment, tuple[Item, ...]]]:
    """What is in today's source and in the comment, which is read only where it says something else."""
    sides: list[tuple[Segment, tuple[Item, ...]]] = []
    for side in unit.references:
        is_same = bool(sides) and _says_the_same(side, sides[0][0])
        sides.append((side, sides[0][1] if is_same else tuple(read(side))))
    return sides


def _says_the_same(one: Segment, other: Segment) -> bool:
    return [(b.kind, b.text, b.info) for b in one.blocks] == [(b.kind, b.text, b.info) for b in other.blocks]


def _compared(unit: Unit, side: Segment, items: Sequence[Item], target: Sequence[Item]) -> Balance:
    if [item.key for item in items] == [item.key for item in target]:
        return Balance(unit, side, (), ())
    return Balance(unit, side, less(items, target), less(target, items))


def _as_all_say(best: Balance, sides: Sequence[Sequence[Item]]) -> Balance:
    """The target may take each thing from today's source or from the source that the translator saw.

    What was lost of one of them and is not in the other matters only where something else came for it.
    """
    known = [Counter(item.key for item in items) for items in sides]
    gained = tuple(item for item in best.gained if not any(count[item.key] for count in known))
    common = tuple(item for item in best.lost if all(count[item.key] for count in known))
    return best._replace(gained=gained, lost=best.lost if gained else common)


def less(items: Sequence[Item], others: Sequence[Item]) -> tuple[Item, ...]:
    """`items` without as many of each key as `others` have, the first ones going first."""
    if not items or not others:
        return tuple(items)
    left = Counter(item.key for item in others)
    kept = []
    for item in items:
        if left[item.key]:
            left[item.key] -= 1
        else:
            kept.append(item)
    return tuple(kept)


def _near(index: int, count: int, reach: int) -> Iterator[int]:
    """Indices of the units around, the nearest first."""
    for step in range(1, reach + 1):
        yield from (near for near in (index - step, index + step) if 0 <= near < count)


def _all(side: Segment | None, read: Read) -> Sequence[Item]:
    return read(side) if side else ()


def _has(items: Sequence[Item], one: Item) -> bool:
    return any(item.key == one.key for item in items)
