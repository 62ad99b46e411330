"""Differences of two texts word by word, and of how much weight they are."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

_TOKEN = re.compile(r"\$[^$]{1,400}\$|[^\W_]+(?:['’.,-][^\W_]+)*|[^\w\s]|_")


@dataclass(frozen=True, slots=True)
class Change:
    """Words `old` gave way to `new`; one of them may be empty."""

    old: tuple[str, ...]
    new: tuple[str, ...]

    @property
    def is_spelling(self) -> bool:
        """Whether each word stayed nearly itself: `recieve` and `receive`, but no digits and no short words."""
        if len(self.old) != len(self.new):
            return "".join(self.old).casefold() == "".join(self.new).casefold()
        return all(map(_respelt, self.old, self.new))


def _respelt(old: str, new: str) -> bool:
    if old.casefold() == new.casefold():
        return True
    if not (old.isalpha() and new.isalpha()) or min(len(old), len(new)) < 4:
        return False
    return SequenceMatcher(None, old.casefold(), new.casefold(), autojunk=False).ratio() >= 0.8


def word_changes(old: str, new: str) -> tuple[Change, ...]:
    """The changes that make `new` of `old`, in order; punctuation marks are words of their own."""
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    return tuple(
        Change(tuple(before[a:b]), tuple(after[c:d])) for tag, a, b, c, d in matcher.get_opcodes() if tag != "equal"
    )


def has_words(words: Sequence[str]) -> bool:
    return any(char.isalnum() for word in words for char in word)
