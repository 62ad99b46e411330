"""Which asterisks and underscores of a text are emphasis, and which are printed.

The algorithm is CommonMark's (https://spec.commonmark.org/0.31.2/#emphasis-and-strong-emphasis): a run of
delimiters opens or closes by what stands beside it, and a stack pairs them.  kramdown asks for less: no white
space after what opens, none before what closes.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from transcheck.model.corpus import Flavour
from transcheck.syntax.inline import HOLE

_RUN = re.compile(r"\\[!-/:-@\[-`{-~]|(?P<run>\*+|_+)")


@dataclass(slots=True)
class _Delimiter:
    """A run while it is paired; `left` counts down."""

    char: str
    start: int
    length: int
    left: int
    can_open: bool
    can_close: bool


@dataclass(frozen=True, slots=True)
class Run:
    """A run of delimiters of which `left` are printed; none, where all of it is emphasis."""

    char: str
    start: int
    length: int
    left: int
    can_open: bool
    can_close: bool

    @property
    def end(self) -> int:
        return self.start + self.length


def runs(text: str, flavour: Flavour, start: int = 0, end: int | None = None) -> tuple[Run, ...]:
    """The runs of delimiters of `text` from `start` to `end`, in order of place."""
    end = len(text) if end is None else end
    found = [_delimiter(text, match, start, end, flavour) for match in _RUN.finditer(text, start, end) if match["run"]]
    _pair(found)
    return tuple(Run(d.char, d.start, d.length, d.left, d.can_open, d.can_close) for d in found)


def _delimiter(text: str, match: re.Match[str], start: int, end: int, flavour: Flavour) -> _Delimiter:
    before = text[match.start() - 1] if match.start() > start else " "
    after = text[match.end()] if match.end() < end else " "
    flanks = _kramdown if flavour is Flavour.KRAMDOWN else _commonmark
    can_open, can_close = flanks(match["run"][0], before, after)
    length = match.end() - match.start()
    return _Delimiter(match["run"][0], match.start(), length, length, can_open, can_close)


def _commonmark(char: str, before: str, after: str) -> tuple[bool, bool]:
    left = not is_space(after) and (not is_punctuation(after) or is_space(before) or is_punctuation(before))
    right = not is_space(before) and (not is_punctuation(before) or is_space(after) or is_punctuation(after))
    if char == "*":
        return left, right
    return left and (not right or is_punctuation(before)), right and (not left or is_punctuation(after))


def _kramdown(char: str, before: str, after: str) -> tuple[bool, bool]:
    """As kramdown's parse_emphasis (lib/kramdown/parser/kramdown/emphasis.rb) tells them."""
    if char == "*":
        return not is_space(after), not is_space(before)
    return not is_space(after) and not (before.isalnum() and after.isalnum()), not is_space(
        before
    ) and not after.isalnum()


@cache
def is_space(char: str) -> bool:
    return char in "\t\n\f\r" or unicodedata.category(char) == "Zs"


@cache
def is_punctuation(char: str) -> bool:
    """Punctuation and symbols; a hole is a comment, which begins and ends with such."""
    return char == HOLE or unicodedata.category(char)[0] in "PS"


def _pair(found: Sequence[_Delimiter]) -> None:
    """Pair closers with the nearest openers; `bottom` keeps hostile text linear, as the specification advises."""
    open_: list[_Delimiter] = []
    bottom: dict[tuple[str, bool, int], int] = defaultdict(int)
    for one in found:
        while one.can_close and one.left:
            key = (one.char, one.can_open, one.length % 3)
            at = _opener(open_, one, bottom[key])
            if at is None:
                bottom[key] = len(open_)
                break
            opener = open_[at]
            used = 2 if opener.left >= 2 and one.left >= 2 else 1
            opener.left, one.left = opener.left - used, one.left - used
            del open_[at + 1 if opener.left else at :]
            for known, height in bottom.items():
                bottom[known] = min(height, len(open_))
        if one.can_open and one.left:
            open_.append(one)


def _opener(open_: Sequence[_Delimiter], closer: _Delimiter, bottom: int) -> int | None:
    """The index of the nearest run that `closer` may close."""
    for at in range(len(open_) - 1, bottom - 1, -1):
        opener = open_[at]
        both = opener.can_close or closer.can_open
        by_three = both and (opener.length + closer.length) % 3 == 0 and (opener.length % 3 or closer.length % 3)
        if opener.char == closer.char and not by_three:
            return at
    return None
