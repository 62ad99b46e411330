"""What a translation seems to say instead of a term: for messages, never for a verdict; rather nothing than wrong."""

from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

from transcheck.locales.language import language as language_of
from transcheck.model.text import Span
from transcheck.terms.pattern import compiled_words
from transcheck.terms.target import Target
from transcheck.terms.words import squeeze

_ALIKE = 0.75
_LEAST = 5


def nearest(terms: Sequence[str], target: Target, taken: Iterable[Span] = ()) -> Span | None:
    """The words that resemble one of `terms` most, or share a word with it; None where nothing does.

    What stands at `taken`, which is asked for only then, says something else.
    """
    ways = (_shared_end,) if target.language.is_spaceless else (_shared_word, _similar_word)
    found = next((span for way in ways for term in terms if (span := way(term, target)) is not None), None)
    if found is None or any(found.start < one.end and one.start < found.end for one in taken):
        return None
    return found


def _shared_word(term: str, target: Target) -> Span | None:
    """As many words as the term has, around the one of its words that is there."""
    wanted, words = compiled_words(term, target.language), target.words
    for number, word in enumerate(wanted if len(wanted) > 1 else ()):
        first = next(iter(words.places(target.language.lookups(word))), -1) - number
        last = first + len(wanted) - 1
        if not _tells(word, target) or first < 0 or last >= len(words.folded):
            continue
        span = words.span(first, last)
        if all(_fits(words.folded[first + at], one, target) for at, one in enumerate(wanted)):
            return span if target.is_running(span) else None
    return None


def _tells(word: str, target: Target) -> bool:
    """Whether a word is long enough, and no function word, to tell what is spoken of."""
    return len(word) >= _LEAST and word not in language_of(target.language.tag).function_words


def _fits(said: str, wanted: str, target: Target) -> bool:
    """Whether a function word stands where the term has one, and another word where it has another."""
    small = language_of(target.language.tag).function_words | target.language.links
    return bool(said) and (said in small) == (wanted in small)


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
    """As many characters as the term has, half of them its own, that end as it does and begin behind a border."""
    wanted, text = squeeze(term, target.language), target.squeezed
    for length in range(len(wanted) - 1, (len(wanted) - 1) // 2, -1):
        at = text.text.find(wanted[-length:])
        start = at - len(wanted) + length
        if at >= 0 and start >= 0 and length > 1:
            return text.span(start, len(wanted)) if _is_bounded(text.text, start, at) else None
    return None


def _is_bounded(text: str, start: int, end: int) -> bool:
    """Whether what stands before a shared end is no cut of a longer word, and no particle."""
    before = text[start - 1 : start]
    own = all(char.isalpha() and char not in _PARTICLES for char in text[start:end])
    return own and (not before.isalpha() or before.isascii() or before in _PARTICLES)


_PARTICLES = "的了是在和与與及或取对對能个個这這那其用如为為以将將把被从從の、をがはにでと"
