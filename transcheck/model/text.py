"""Places in a text. Offsets are code points into the text as read, everywhere but in reports."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate, count
from operator import add
from typing import NamedTuple

from transcheck.lazy import lazy


class Span(NamedTuple):
    """A half-open range of code points; a tuple, for a run makes hundreds of thousands of them."""

    start: int
    end: int

    def of(self, text: str) -> str:
        return text[self.start : self.end]

    def contains(self, offset: int) -> bool:
        return self.start <= offset < self.end

    def covers(self, other: "Span") -> bool:
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: "Span") -> bool:
        return self.start < other.end and other.start < self.end

    def shifted(self, by: int) -> "Span":
        return Span(self.start + by, self.end + by)


def hull(spans: Iterable[Span]) -> Span:
    """The smallest span that covers all of `spans` (at least one)."""
    listed = list(spans)
    return Span(min(s.start for s in listed), max(s.end for s in listed))


@dataclass(frozen=True)
class LineIndex:
    """Turns offsets of `text` into 1-based lines and columns; lines end at LF, CRLF or a lone CR."""

    text: str

    @lazy
    def starts(self) -> tuple[int, ...]:
        text, starts = self.text, [0]
        if "\r" not in text:
            ends = accumulate(map(len, text.split("\n")[:-1]))
            return (0, *map(add, ends, count(1)))
        for offset, char in enumerate(text):
            if char == "\n" or (char == "\r" and text[offset + 1 : offset + 2] != "\n"):
                starts.append(offset + 1)
        return tuple(starts)

    def place(self, offset: int) -> tuple[int, int]:
        """The 1-based line and column (in code points) of `offset`; past the end is the end."""
        offset = min(max(offset, 0), len(self.text))
        line = bisect_right(self.starts, offset)
        return line, offset - self.starts[line - 1] + 1

    def line(self, number: int) -> Span:
        """The span of the 1-based line `number` without its line ending."""
        start = self.starts[number - 1]
        end = self.starts[number] if number < len(self.starts) else len(self.text)
        return Span(start, start + len(self.text[start:end].rstrip("\r\n")))
