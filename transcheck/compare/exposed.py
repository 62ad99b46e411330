"""Source text that stands in the open beside its own translation: source comments that lost their marks."""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache

from transcheck.model.block import Block
from transcheck.model.document import Document
from transcheck.model.normal import letters
from transcheck.model.unit import Translation, Unit

_NO_LETTER = re.compile(r"[\W_]+")
_TELLING = 10
"""Letters that are more than a name."""
_LEAD = 40
"""Characters in which the first letters of a block are found, past its marks."""


def exposed_blocks(translation: Translation) -> Iterator[Block]:
    """The blocks of the target that are source, and beside which their own translation stands."""
    openings = {
        _opening(block.text[:_LEAD]) for unit in translation.units for side in unit.references for block in side.blocks
    }
    likely = [
        block for block in translation.target.blocks if block.kind.is_prose and _opening(block.text[:_LEAD]) in openings
    ]
    if not likely:
        return
    known = Counter(key for unit in translation.units for key in source_keys(unit))
    copied = [block for block in likely if copy_key(block) in known]
    if copied:
        yield from _exposed(translation, copied, known)


@lru_cache(maxsize=4_000)
def _opening(lead: str) -> str:
    """The first letters, which nearly no translation shares with its source: what is cheap to ask comes first."""
    return _NO_LETTER.sub("", lead)[:6].casefold()


def _exposed(translation: Translation, copied: Sequence[Block], known: Counter[str]) -> Iterator[Block]:
    standing = Counter(map(copy_key, copied))
    answers: dict[str, list[Block]] = defaultdict(list)
    for unit in translation.units:
        for key in source_keys(unit) & standing.keys():
            answers[key] += _own_blocks(unit)[:1]
    between = _Between(translation.target, [*copied, *(block for blocks in answers.values() for block in blocks)])
    for block in copied:
        key = copy_key(block)
        is_beside = any(between.is_free(block, answer) for answer in answers[key])
        if is_beside and len(answers[key]) + standing[key] > known[key]:
            yield block


class _Between:
    """Tells whether between two blocks there is next to no prose but copies and their translations."""

    def __init__(self, document: Document, free: Sequence[Block]) -> None:
        allowed = frozenset(map(id, free))
        other = [block.span.start for block in document.blocks if block.kind.is_prose and id(block) not in allowed]
        self.other = sorted(other)

    def is_free(self, one: Block, two: Block) -> bool:
        first, last = sorted((one.span.start, two.span.start))
        return bisect_left(self.other, last) - bisect_left(self.other, first) <= 1


def copy_key(block: Block) -> str:
    """What a block shares with its copy; empty where it is too short to tell."""
    key = letters(block.text) if block.kind.is_prose else ""
    return key if len(key) >= _TELLING else ""


def source_keys(unit: Unit) -> frozenset[str]:
    """The keys of the unit's source, as it is and as its comment has it."""
    return frozenset(key for side in unit.references for block in side.blocks if (key := copy_key(block)))


def _own_blocks(unit: Unit) -> list[Block]:
    """The blocks of the unit's target that are not its source."""
    keys = source_keys(unit)
    blocks = unit.target.blocks if unit.target and not unit.hidden else ()
    return [block for block in blocks if letters(block.text) not in keys]
