"""What a translation seems to say instead of a term: for messages only, never for a verdict."""

from collections.abc import Sequence
from difflib import SequenceMatcher

from transcheck.model.text import Span
from transcheck.terms.target import Target, compiled_words
from transcheck.terms.words import squeeze

_ALIKE = 0.62
_LEAST = 5
_LINK = 3


def nearest(terms: Sequence[str], target: Target) -> Span | None:
    """The words that resemble one of `terms` most, or share a word with it; None where nothing does."""
    if target.language.is_spaceless:
        return next((span for term in terms if (span := _shared_end(term, target)) is not None), None)
    found = (_shared_word(term, target) or _similar_word(term, target) for term in terms)
    return next((span for span in found if span is not None), None)


def _shared_word(term: str, target: Target) -> Span | None:
    """As many words as the term has, around the one of its words that is there."""
    wanted, words = compiled_words(term, target.language), target.words
    for number, word in enumerate(wanted if len(wanted) > 1 else ()):
        first = next(iter(words.places(target.language.lookups(word))), -1) - number
        last = first + len(wanted) - 1
        if len(word) > _LINK and first >= 0 and last < len(words.folded) and all(words.folded[first : last + 1]):
            span = words.span(first, last)
            return span if target.is_running(span) else None
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
    """As many characters as the term has, half of them its own, that end or begin as it does."""
    wanted, text = squeeze(term, target.language), target.squeezed
    for length in range(len(wanted) - 1, (len(wanted) - 1) // 2, -1):
        at = text.text.find(wanted[-length:])
        start = at - len(wanted) + length
        if at >= 0 and start >= 0 and length > 1:
            while start < at and (not text.text[start].isalpha() or text.text[start] in _PARTICLES):
                start += 1
            return text.span(start, at + length - start)
    return None


_PARTICLES = "的了是在和与及或取对能个这那其用如为以与將将把被从從の"
