"""How a document renders the phrases of its source, and which of them in competing ways; no glossary is needed.

A rendering is a run of target words that stands where the phrase stands and hardly anywhere else.  Two of
them compete where they stand in different units and share a word: `variable latente`, `variable oculta`.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import pairwise

from transcheck.locales.language import Language
from transcheck.model.facts import Facts
from transcheck.model.text import Span
from transcheck.model.unit import Unit
from transcheck.terms.english import number_key
from transcheck.terms.morphology import Morphology, morphology
from transcheck.terms.words import BREAK, Squeezed, Words

_UNITS = 5
_OFTEN, _ALSO = 3, 2
_SURE = 0.8
_OWN = 0.85
_COVERED = 0.8
_LONGEST = 6
_ALIKE = 0.7
_ACROSS = 4


@dataclass(frozen=True, slots=True)
class Rendering:
    """A way to say a phrase: the places of it, in order."""

    text: str
    places: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Competition:
    """A phrase of the source with two renderings, the commoner first."""

    phrase: str
    first: Rendering
    second: Rendering


@dataclass(frozen=True, slots=True)
class _Side:
    """A unit's target as runs of words: each with its place."""

    runs: Mapping[tuple[str, ...], Span]


def competitions(units: Sequence[Unit], source: Language, target: Language, text: str) -> Iterator[Competition]:
    """The phrases of two words that a document renders in competing ways."""
    pairs = [unit for unit in units if _is_sure(unit)]
    phrases = _phrases(pairs, source)
    if not phrases:
        return
    language = morphology(target.tag)
    sides = [_Side(dict(_runs(unit.target.facts, language, target))) for unit in pairs if unit.target]
    total = Counter(run for side in sides for run in side.runs)
    for phrase, where in phrases.items():
        having = [sides[at] for at in where]
        for first, second in _competing(having, total, language):
            found = Competition(phrase, _rendering(first, having, text), _rendering(second, having, text))
            if not language.is_spaceless or all(_is_whole(one, text) for one in (found.first, found.second)):
                yield found
                break


def _is_sure(unit: Unit) -> bool:
    if not unit.is_pair or unit.confidence < _SURE or unit.target is None:
        return False
    return all(block.kind.is_prose for side in (unit.target, *unit.references) for block in side.blocks)


def _phrases(units: Sequence[Unit], source: Language) -> dict[str, list[int]]:
    """Neighbouring content words that enough units have, with the units."""
    found: dict[str, list[int]] = defaultdict(list)
    spelled = morphology(source.tag)
    for at, unit in enumerate(units):
        words = Words(unit.references[0].facts, spelled).folded
        keys = [number_key(word) if _is_content(word, source) else "" for word in words]
        for phrase in {f"{one} {other}" for one, other in pairwise(keys) if one and other}:
            found[phrase].append(at)
    return {phrase: where for phrase, where in found.items() if len(where) >= _UNITS}


def _is_content(word: str, source: Language) -> bool:
    return len(word) > 3 and word.isalpha() and word not in source.function_words


def _runs(facts: Facts, language: Morphology, target: Language) -> Iterator[tuple[tuple[str, ...], Span]]:
    if language.is_spaceless:
        yield from _runs_of_characters(Squeezed(facts, language))
        return
    words = Words(facts, language)
    outer = _outer_words(words, language, target)
    for (start, one), (end, other) in pairwise(outer):
        if end - start < _ACROSS and BREAK not in words.folded[start:end]:
            yield (one, other), words.span(start, end)
    for (start, one), (_, inner), (end, other) in zip(outer, outer[1:], outer[2:], strict=False):
        if end - start < _ACROSS and BREAK not in words.folded[start:end]:
            yield (one, inner, other), words.span(start, end)


def _outer_words(words: Words, language: Morphology, target: Language) -> list[tuple[int, str]]:
    """The words that a rendering may begin or end with: their places and keys."""
    small = target.function_words | language.links
    return [
        (at, _key(word, language))
        for at, word in enumerate(words.folded)
        if len(word) > 2 and word not in small and not word.isdigit()
    ]


@lru_cache(maxsize=1 << 16)
def _key(word: str, language: Morphology) -> str:
    """The word, or the shortest of what it may be a form of that is long enough to tell it from others."""
    stems = [one[1:] for one in language.readings(word) if one.startswith("~")]
    return min(stems, default=word)


def _runs_of_characters(text: Squeezed) -> Iterator[tuple[tuple[str, ...], Span]]:
    for start in range(len(text.text)):
        for length in range(3, _LONGEST + 1):
            run = text.text[start : start + length]
            if len(run) < length or not all(char > "\u2e7f" and char.isalpha() for char in run):
                break
            yield tuple(run), text.span(start, length)


def _competing(
    sides: Sequence[_Side], total: Counter[tuple[str, ...]], language: Morphology
) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Two runs that between them render the phrase nearly everywhere, never both in one unit."""
    inside = Counter(run for side in sides for run in side.runs)
    own = {run: n for run, n in inside.items() if n >= _ALSO and n >= _OWN * total[run]}
    ranked = sorted(own, key=lambda run: (-own[run], -len(run), run))
    if not ranked or own[ranked[0]] < _OFTEN:
        return
    first = ranked[0]
    without = [side for side in sides if first not in side.runs]
    for second in ranked[1:]:
        apart = [side for side in without if second in side.runs]
        covers = len(apart) == own[second] and own[first] + len(apart) >= _COVERED * len(sides)
        mixed = not language.is_spaceless and _are_mixed(first, second, apart)
        if covers and not mixed and _are_rivals(first, second, language):
            yield first, second


def _are_rivals(one: tuple[str, ...], other: tuple[str, ...], language: Morphology) -> bool:
    """Whether they begin or end alike, and differ by words that are no forms or misspellings of one another."""
    if len(one) != len(other) or (one[0] != other[0] and one[-1] != other[-1]):
        return False
    different = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
    if language.is_spaceless:
        return bool(different)
    return bool(different) and not any(_is_alike(a, b, language) for a, b in different)


def _is_alike(one: str, other: str, language: Morphology) -> bool:
    if language.readings(one) & language.lookups(other) or language.readings(other) & language.lookups(one):
        return True
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= _ALIKE


def _are_mixed(first: tuple[str, ...], second: tuple[str, ...], sides: Sequence[_Side]) -> bool:
    """Whether what tells the first apart stands beside the second too, which then is a longer first one."""
    telling = set(first) - set(second)
    return any(telling & set(run) for side in sides for run in side.runs)


def _is_whole(rendering: Rendering, text: str) -> bool:
    """Whether different characters stand around it, so that it is no cut of a longer word."""
    before = {text[span.start - 1 : span.start] for span in rendering.places}
    after = {text[span.end : span.end + 1] for span in rendering.places}
    return all(len(around) > 1 or not "".join(around).isalpha() for around in (before, after))


def _rendering(run: tuple[str, ...], sides: Sequence[_Side], text: str) -> Rendering:
    places = tuple(side.runs[run] for side in sides if run in side.runs)
    return Rendering(" ".join(places[0].of(text).split()), places)
