"""Where words stand in a text that may be forms of those looked up."""

from transcheck.model.text import Span
from transcheck.terms.pattern import links_of
from transcheck.terms.words import BREAK, Words

_BETWEEN = 4
_OTHERS = 1
"""How many words may stand between two of a term's, and how many of them are no links."""


def single(words: Words, lookups: frozenset[str]) -> Span | None:
    at = next(iter(words.places(lookups)), None)
    return None if at is None else words.span(at, at)


def sequence(words: Words, lookups: tuple[frozenset[str], ...]) -> Span | None:
    """The words of a term in their order, each in any form, with links and at most one other word between."""
    starts = words.places(lookups[0])
    for first in starts:
        last: int | None = first
        for wanted in lookups[1:]:
            last = _next(words, last, wanted) if last is not None else None
        if last is not None:
            return words.span(first, last)
    return None


def _next(words: Words, last: int, wanted: frozenset[str]) -> int | None:
    """Where one of the lookups stands soon after `last`."""
    links, others = links_of(words.language), 0
    for at in range(last + 1, min(last + _BETWEEN + 1, len(words.folded))):
        word = words.folded[at]
        if word == BREAK:
            return None
        if not wanted.isdisjoint(words.readings[at]):
            return at
        others += word not in links
        if others > _OTHERS:
            return None
    return None


def inside(words: Words, part: str, *, anywhere: bool) -> Span | None:
    if (part if anywhere else f"{part} ") not in words.line:
        return None
    for at, word in enumerate(words.folded):
        if len(word) > len(part) and (part in word if anywhere else word.endswith(part)):
            return words.span(at, at)
    return None


def beginning(words: Words, root: str) -> Span | None:
    if not words.begins(root):
        return None
    for at, readings in enumerate(words.readings):
        if any(one.startswith(root) for one in readings):
            return words.span(at, at)
    return None
