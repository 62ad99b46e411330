"""Differences of two texts word by word, and of how much weight they are."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

_TOKEN = re.compile(r"\$[^$]{1,400}\$|[^\W_]+(?:['’.,-][^\W_]+)*|[^\w\s]|_")
_DOUBLED = re.compile(r"(.)\1+")
_LONGEST_WORD = 60
_MOST_PAIRS = 4_000_000
"""Words of both texts multiplied: beyond, a comparison would take seconds."""


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


def edits(old: str, new: str) -> Iterator[tuple[str, str]]:
    """The text of both in pieces, each with what became of it: "" kept, "del" gone, "ins" come.

    White space goes with the word before it, and is `new`'s where the word was kept.
    """
    before, after = _places(old), _places(new)
    for tag, a, b, c, d in _coarse(_words_of(old, before), _words_of(new, after)):
        gone, come = old[before[a] : before[b]], new[after[c] : after[d]]
        if tag == "equal":
            yield "", come
            gone, come = "" if come[-1:].isspace() else gone[len(gone.rstrip()) :], ""
        yield from (piece for piece in (("del", gone), ("ins", come)) if piece[1])


def _places(text: str) -> list[int]:
    """Where each word begins, the first at the text's own beginning, and where the last one ends."""
    return [0, *(match.start() for match in _TOKEN.finditer(text)), len(text)]


def _words_of(text: str, places: Sequence[int]) -> list[str]:
    return [text[start:end].rstrip() for start, end in pairwise(places)]


def _coarse(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[str, int, int, int, int]]:
    """The changes of difflib, those that only one word parts as one; texts that are too long to compare as wholes."""
    if len(before) * len(after) > _MOST_PAIRS:
        yield "replace", 0, len(before), 0, len(after)
        return
    open_at: tuple[int, int] | None = None
    codes = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    for place, (tag, a, b, c, d) in enumerate(codes):
        parted = tag != "equal" or (b - a < 2 and 0 < place < len(codes) - 1 and before[a:b] != [""])
        if parted:
            open_at = open_at or (a, c)
            continue
        if open_at is not None:
            yield "replace", open_at[0], a, open_at[1], c
            open_at = None
        yield tag, a, b, c, d
    if open_at is not None:
        yield "replace", open_at[0], len(before), open_at[1], len(after)


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
