"""Differences of two texts word by word, and of how much weight they are."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

_TOKEN = re.compile(r"\$[^$]{1,400}\$|[^\W_]+(?:['’.,-][^\W_]+)*|[^\w\s]|_")
_DOUBLED = re.compile(r"(.)\1+")
_LONGEST_WORD = 60


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
    old, new = old.casefold(), new.casefold()
    if old == new:
        return True
    if not (old.isalpha() and new.isalpha()):
        return False
    if _DOUBLED.sub(r"\1", old) == _DOUBLED.sub(r"\1", new):
        return True
    return min(len(old), len(new)) >= 4 and SequenceMatcher(None, old, new, autojunk=False).ratio() >= 0.8


def word_changes(old: str, new: str) -> tuple[Change, ...]:
    """The changes that make `new` of `old`, in order; punctuation marks are words of their own."""
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    return tuple(
        Change(tuple(before[a:b]), tuple(after[c:d])) for tag, a, b, c, d in matcher.get_opcodes() if tag != "equal"
    )


def summary(old: str, new: str, limit: int = 4) -> str:
    """The changes in one line, `"a" became "b"; "c" was added`: `limit` of them, then how many more there are."""
    changes = [change for change in word_changes(old, new) if has_words(change.old) or has_words(change.new)]
    return described(changes, limit) or "punctuation changed"


def described(changes: Sequence[Change], limit: int = 4) -> str:
    """`changes` in one line; empty where there are none."""
    said = [_said(change) for change in changes[:limit]]
    more = len(changes) - limit
    return "; ".join([*said, f"{more} more"] if more > 0 else said)


def _said(change: Change) -> str:
    old, new = (_quoted(words) for words in (change.old, change.new))
    if not change.old:
        return f"{new} was added"
    return f"{old} became {new}" if change.new else f"{old} was dropped"


def _quoted(words: Sequence[str], limit: int = 8) -> str:
    """The words as one reads them, cut in the middle where there are many."""
    words = [word if len(word) <= _LONGEST_WORD else f"{word[:_LONGEST_WORD]}…" for word in words]
    shown = words if len(words) <= limit else (*words[: limit // 2], "…", *words[-limit // 2 :])
    return '"' + re.sub(r" (?=[,.;:!?)\]])|(?<=[(\[]) ", "", " ".join(shown)) + '"'


def has_words(words: Sequence[str]) -> bool:
    return any(char.isalnum() for word in words for char in word)
