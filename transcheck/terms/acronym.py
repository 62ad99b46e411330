"""Abbreviations of the source that a translation keeps in place of the words: SGD for stochastic gradient descent."""

import re

from transcheck.model.facts import Facts
from transcheck.model.text import Span
from transcheck.terms.words import BRACKETS

_ACRONYM = re.compile(r"(?<![A-Za-z])[A-Z]{2,6}(?=s?(?![A-Za-z]))")
_WORD = re.compile(r"[A-Za-z]+")
_AROUND = 6


def stands_for(span: Span, source: Facts, target: Facts) -> bool:
    """Whether the target has an abbreviation, oftener than the source, of words that the span is among.

    One in brackets stands beside words, not for them.
    """
    said = _ACRONYM.findall(BRACKETS.sub(" ", target.plain))
    if not said:
        return False
    kept = _ACRONYM.findall(source.plain)
    new = {one for one in said if said.count(one) > kept.count(one)}
    return bool(new) and any(one in new for one in _initials(span, source))


def _initials(span: Span, source: Facts) -> list[str]:
    """The initials of every run of words that covers the span."""
    piece = next((one for one in source.plain_pieces if one.start <= span.start < one.start + len(one.text)), None)
    if piece is None:
        return []
    words = [(m.start() + piece.start, m.end() + piece.start, m[0][0].upper()) for m in _WORD.finditer(piece.text)]
    inside = [at for at, (start, end, _) in enumerate(words) if start < span.end and span.start < end]
    if not inside:
        return []
    first, last = inside[0], inside[-1]
    starts = range(max(0, first - _AROUND), first + 1)
    ends = range(last + 1, min(len(words), last + _AROUND) + 1)
    return ["".join(words[at][2] for at in range(start, end)) for start in starts for end in ends if end - start > 1]
