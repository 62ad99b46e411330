"""A text as words with their places: split where scripts change, at hyphens and at apostrophes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from unicodedata import normalize

from transcheck.lazy import lazy
from transcheck.model.facts import Facts
from transcheck.model.text import Span
from transcheck.terms.morphology import Morphology

_LATIN = "A-Za-z0-9\u00aa\u00b5\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u0300-\u036f\u1e00-\u1eff\ufb00-\ufb06"
_SPACELESS = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_MARKS = "\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u0610-\u061a\u0640\u064b-\u065f\u0670\u0900-\u0903\u093a-\u094f"
_WORD = re.compile(rf"[{_LATIN}]+|[{_SPACELESS}]+|(?:[^\W_{_LATIN}{_SPACELESS}][{_MARKS}]*)+|[.;:!?|。；：！？؛؟।(（]")
_STOPS = frozenset(".;:!?|。；：！？؛؟।(（")
_HYPHEN = re.compile("[-\u2010\u2011]")
_BEGINNING = 4
"""Letters of a joined word that no ending changes."""
BREAK = ""
"""What stands in a list of words where a sentence ends or something is put in brackets."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it is written, and where."""

    text: str
    span: Span


@lru_cache(maxsize=1 << 12)
def split(text: str) -> tuple[tuple[int, int], ...]:
    """The places of words, and of marks that no term stands across."""
    return tuple(match.span() for match in _WORD.finditer(text))


def _with_hyphens(text: str, at: int) -> Iterator[tuple[int, int, str]]:
    """The words of a text at `at`, two with a hyphen between being one: multi-strato."""
    places: list[tuple[int, int]] = []
    for start, end in split(text):
        if places and start - places[-1][1] == 1 and _HYPHEN.match(text, start - 1):
            places[-1] = (places[-1][0], end)
        else:
            places.append((start, end))
    yield from ((at + start, at + end, _HYPHEN.sub("", text[start:end])) for start, end in places)


_NOTHING: frozenset[str] = frozenset()


class Words:
    """The words of a text in one language, folded, with an index of their readings."""

    def __init__(
        self, facts: Facts, language: Morphology, *, without_brackets: bool = False, hyphenated: bool = False
    ) -> None:
        self.language = language
        self.spans: list[tuple[int, int, str]] = []
        for piece in facts.plain_pieces:
            text = BRACKETS.sub(_blank, piece.text) if without_brackets else piece.text
            if hyphenated:
                self.spans += _with_hyphens(text, piece.start)
            else:
                self.spans += [(piece.start + start, piece.start + end, text[start:end]) for start, end in split(text)]

    @lazy
    def folded(self) -> tuple[str, ...]:
        """The folded words; BREAK stands for a mark."""
        fold = self.language.fold
        return tuple(BREAK if text in _STOPS else fold(text) for _, _, text in self.spans)

    @lazy
    def readings(self) -> list[frozenset[str]]:
        """What each word may be a form of."""
        readings = self.language.readings
        return [readings(word) if word else _NOTHING for word in self.folded]

    @lazy
    def _vocabulary(self) -> frozenset[str]:
        return _NOTHING.union(*self.readings)

    @lazy
    def line(self) -> str:
        """The folded words, each between spaces."""
        return f" {' '.join(self.folded)} "

    @lazy
    def glued(self) -> str:
        """The folded words without anything between."""
        return "".join(self.folded)

    @lazy
    def _beginnings(self) -> str:
        """All readings, each behind a space: what begins with something is found without looking at each."""
        return f" {' '.join(self._vocabulary)}"

    def begins(self, root: str) -> bool:
        """Whether a word may be a form of one that begins with `root`."""
        return f" {root}" in self._beginnings

    def has(self, lookups: frozenset[str]) -> bool:
        return not lookups.isdisjoint(self._vocabulary)

    def places(self, lookups: frozenset[str]) -> list[int]:
        """Where a word stands that may be a form of what is looked up."""
        if lookups.isdisjoint(self._vocabulary):
            return []
        return [at for at, readings in enumerate(self.readings) if not lookups.isdisjoint(readings)]

    def joined(self, whole: str, lookups: frozenset[str]) -> int | None:
        """Where two neighbours stand that written as one word say `whole`: `auto encoder`, `sobre-ajuste`."""
        words, readings = self.folded, self.language.readings
        if whole[:_BEGINNING] not in self.glued:
            return None
        for at in range(len(words) - 1):
            may_be = words[at] and words[at + 1] and words[at] in whole
            if may_be and not lookups.isdisjoint(readings(words[at] + words[at + 1])):
                return at
        return None

    def span(self, first: int, last: int) -> Span:
        """From the first to the last word, both included."""
        return Span(self.spans[first][0], self.spans[last][1])


class Squeezed:
    """A text without spaces, for scripts that have none: widths and capitals folded, with a way back."""

    def __init__(self, facts: Facts, language: Morphology, *, without_brackets: bool = False) -> None:
        chars: list[str] = []
        starts: list[int] = []
        for piece in facts.plain_pieces:
            text = BRACKETS.sub(_blank, piece.text) if without_brackets else piece.text
            ignored = _ignored(text, language)
            for at, char in enumerate(text):
                if char in _VOICED and chars:
                    chars[-1] = normalize("NFC", chars[-1] + _folded(char))[:1]
                elif not char.isspace() and at not in ignored:
                    folded = _folded(char)
                    chars.append(folded)
                    starts.extend([piece.start + at] * len(folded))
        self.text = "".join(chars)
        self.starts = starts

    def span(self, start: int, length: int) -> Span:
        return Span(self.starts[start], self.starts[start + length - 1] + 1)

    def find(self, term: str) -> Span | None:
        """The first place of a squeezed term; a term that begins or ends with Latin letters keeps its borders."""
        at = self.text.find(term) if term else -1
        while at >= 0:
            if not (self._cuts(at) or self._cuts(at + len(term))):
                return self.span(at, len(term))
            at = self.text.find(term, at + 1)
        return None

    def _cuts(self, at: int) -> bool:
        """Whether a border at `at` cuts a word of ASCII letters."""
        if not 0 < at < len(self.text):
            return False
        before, after = self.text[at - 1], self.text[at]
        is_word = before.isascii() and after.isascii() and before.isalnum() and after.isalnum()
        return is_word and self.starts[at] - self.starts[at - 1] <= 1


def squeeze(term: str, language: Morphology) -> str:
    """A term as it stands in a squeezed text."""
    ignored = _ignored(term, language)
    return normalize("NFC", "".join(_folded(c) for at, c in enumerate(term) if not c.isspace() and at not in ignored))


_VOICED = "\uff9e\uff9f\u3099\u309a"
"""Marks of voice that half-width kana keep beside them."""
BRACKETS = re.compile(r"[(（\[【][^()（）\[\]【】]{0,80}[)）\]】]")


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _ignored(text: str, language: Morphology) -> frozenset[int]:
    if language.ignore is None:
        return frozenset()
    return frozenset(at for match in language.ignore.finditer(text) for at in range(*match.span()))


@lru_cache(maxsize=1 << 13)
def _folded(char: str) -> str:
    return normalize("NFKC", char).lower()
