"""Two formulas side by side: the part in which they differ, and how to show it on one line."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from transcheck.model.normal import folded_space

_TOKEN = re.compile(r"\\[ \t]*[A-Za-z]+\s*|\\.\s*|\S\s*", re.S)
_SHOWN = 60
_AROUND = 8
"""Tokens shown on either side of the part that differs, where a formula is long."""


@dataclass(frozen=True, slots=True)
class FormulaDiff:
    """Tokens of both formulas as written; all but the first `start` and the last `end` of them differ."""

    before: tuple[str, ...]
    after: tuple[str, ...]
    start: int
    end: int

    @classmethod
    def of(cls, old: str, new: str) -> "FormulaDiff":
        before, after = tuple(_TOKEN.findall(old)), tuple(_TOKEN.findall(new))
        return cls(before, after, *_same_ends(before, after))

    def part(self, new: str) -> tuple[int, int]:
        """Where in the text of the new formula the differing part stands; all of it where nothing is left there."""
        text = "".join(self.after[self.start : len(self.after) - self.end]).rstrip()
        at = len(new) - len(new.lstrip()) + len("".join(self.after[: self.start]))
        return (at, at + len(text)) if text else (0, len(new))

    def __str__(self) -> str:
        """Both formulas, and the part that differs where that is not nearly all."""
        was, now = (folded_space("".join(s[self.start : len(s) - self.end])) for s in (self.before, self.after))
        both = f"${_cut(self.before, self.start, self.end)}$ became ${_cut(self.after, self.start, self.end)}$"
        if not self.start + self.end or max(len(was), len(now)) > _SHOWN:
            return both
        return both + (
            f': "{was}" became "{now}"' if was and now else f': without "{was}"' if was else f': with "{now}"'
        )


def shown(tex: str) -> str:
    """A formula on one line with its dollar signs, cut where it is long."""
    return f"${_cut(_TOKEN.findall(tex), 0, 0)}$"


def _same_ends(before: Sequence[str], after: Sequence[str]) -> tuple[int, int]:
    """How many tokens are the same at the start and at the end, so that braces between them are balanced."""
    start = _common(before, after)
    end = min(min(len(before), len(after)) - start, _common(before[::-1], after[::-1]))
    while (start or end) and not all(_is_balanced(side[start : len(side) - end]) for side in (before, after)):
        start, end = (start - 1, end) if not end else (start, end - 1)
    return start, end


def _is_balanced(tokens: Sequence[str]) -> bool:
    depth = 0
    for token in tokens:
        depth += (token.strip() == "{") - (token.strip() == "}")
        if depth < 0:
            return False
    return not depth


def _common(before: Sequence[str], after: Sequence[str]) -> int:
    """How many of the first tokens are the same."""
    count = 0
    for old, new in zip(before, after, strict=False):
        if old.strip() != new.strip():
            break
        count += 1
    return count


def _cut(tokens: Sequence[str], start: int, end: int) -> str:
    """The formula on one line, cut around the part between `start` and the last `end` tokens where it is long."""
    text = folded_space("".join(tokens))
    if len(text) <= _SHOWN:
        return text
    first, last = max(0, start - _AROUND), min(len(tokens), len(tokens) - end + _AROUND)
    middle = folded_space("".join(tokens[first:last]))
    cut = len(middle) > 2 * _SHOWN
    return ("…" if first else "") + middle[: 2 * _SHOWN] + ("…" if cut or last < len(tokens) else "")
