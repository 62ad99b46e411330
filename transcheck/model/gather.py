"""One finding for a habit: what runs through a whole document is said once."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

_Hit = TypeVar("_Hit")

FEW = 2
"""In how many blocks a thing may stand before it is a habit of the document."""


def gathered(blocks: Sequence[Sequence[_Hit]]) -> Iterator[Sequence[_Hit]]:
    """The hits of each block that has any; all of them together where more than a few blocks have."""
    found = [hits for hits in blocks if hits]
    if len(found) > FEW:
        yield [hit for hits in found for hit in hits]
    else:
        yield from found


def counted(hits: Sequence[object]) -> str:
    """How many there are, for a hint: a message that counted would change with every sentence."""
    return f"{len(hits)} places" if len(hits) > 1 else ""
