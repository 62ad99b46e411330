"""What a translation seems to say instead of a term: for messages only, never for a verdict."""

from collections.abc import Sequence
from difflib import SequenceMatcher

from transcheck.model.text import Span
from transcheck.terms.target import Target, compiled
from transcheck.terms.words import squeeze

_ALIKE = 0.62
_LEAST = 5


def nearest(terms: Sequence[str], target: Target) -> Span | None:
    """The words that resemble one of `terms` most, or share a word with it; None where nothing does."""
    if target.language.is_spaceless:
        return next((span for term in terms if (span := _shared_end(term, target)) is not None), None)
    found = (_shared_word(term, target) or _similar_word(term, target) for term in terms)
    return next((span for span in found if span is not None), None)


def _shared_word(term: str, target: Target) -> Span | None:
    """As many words as the term has, around the one of its words that is there."""
    lookups = compiled(term, target.language).words
    words = target.words
    if len(lookups) < 2:
        return None
    for number, wanted in enumerate(lookups):
        places = [at for lookup in wanted for at in words.index.get(lookup, ())]
        if places and len(min(wanted, key=len)) > 2:
            first = min(places) - number
            last = first + len(lookups) - 1
            if first >= 0 and last < len(words.folded) and all(words.folded[first : last + 1]):
                return words.span(first, last)
    return None


def _similar_word(term: str, target: Target) -> Span | None:
    folded = target.language.fold(term)
    if " " in folded or len(folded) < _LEAST:
        return None
    best, place = _ALIKE, None
    matcher = SequenceMatcher(None, "", folded, autojunk=False)
    for at, word in enumerate(target.words.folded):
        matcher.set_seq1(word)
        if len(word) >= _LEAST and matcher.quick_ratio() > best and (ratio := matcher.ratio()) > best:
            best, place = ratio, at
    return None if place is None else target.words.span(place, place)


def _shared_end(term: str, target: Target) -> Span | None:
    """As many characters as the term has, that end or begin as it does."""
    wanted, text = squeeze(term, target.language), target.squeezed
    for length in range(len(wanted) - 1, 1, -1):
        at = text.text.find(wanted[-length:])
        if at >= len(wanted) - length:
            return text.span(at - len(wanted) + length, len(wanted))
        at = text.text.find(wanted[:length])
        if at >= 0 and at + len(wanted) <= len(text.text):
            return text.span(at, len(wanted))
    return None
