"""A term compiled for one language: what its words are looked up as."""

from dataclasses import dataclass
from functools import lru_cache

from transcheck.locales.language import language as language_of
from transcheck.model.facts import Facts, Piece
from transcheck.terms.english import number_key
from transcheck.terms.morphology import Morphology, morphology
from transcheck.terms.words import BREAK, Words, squeeze

PART = 5
"""Letters from which on a term may be a part of a longer word."""
_SUFFIX = 6
"""The same for the end of a word where the language makes no free compounds: autoatención."""
_ROOT = 5
"""Letters from which on the beginning of a word tells what it is made of."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A term compiled for one language: the lookups of each of its words, links left out."""

    text: str
    words: tuple[frozenset[str], ...]
    content: tuple[str, ...]
    whole: str
    joined: frozenset[str]
    squeezed: str
    part: str
    root: str


@lru_cache(maxsize=1 << 16)
def compiled(text: str, language: Morphology) -> Pattern:
    """A term as it is looked for."""
    words = [word for word in Words(Facts((Piece(text, 0),)), language).folded if word != BREAK]
    content = [word for word in words if word not in _optional(language)] or words
    lookups = tuple(language.lookups(word) for word in content)
    joined = "".join(words)
    last = content[-1] if content else ""
    part = _part(last, language) if len(content) == 1 else ""
    root = _root(last, language) if len(content) == 1 else ""
    return Pattern(text, lookups, tuple(content), joined, language.lookups(joined), squeeze(text, language), part, root)


def _part(word: str, language: Morphology) -> str:
    """What a longer word must hold to say the term."""
    stems = [lookup[1:] for lookup in language.lookups(word) if lookup.startswith("~")]
    found = min([s for s in stems if word.startswith(s)] or [word], key=len) if language.compounds else word
    return found if len(found) >= (PART if language.compounds else _SUFFIX) else ""


def _root(word: str, language: Morphology) -> str:
    """What words begin with that are made of the term; empty where it would be too short to tell."""
    stems = [lookup[1:] for lookup in language.lookups(word) if lookup.startswith("~") and word.startswith(lookup[1:])]
    found = min(
        [*stems, *(b for b in language.lookups(word) if language.suffixes and word.endswith(b))] or [word], key=len
    )
    return found if len(found) >= _ROOT else ""


@lru_cache(maxsize=64)
def _optional(language: Morphology) -> frozenset[str]:
    """Words of a term that running text may put otherwise or leave out."""
    return language.links or links_of(language)


@lru_cache(maxsize=64)
def links_of(language: Morphology) -> frozenset[str]:
    """Words that may stand between those of a term."""
    return language.links | frozenset(w for w in language_of(language.tag).function_words if len(w) <= 4)


@lru_cache(maxsize=1 << 14)
def compiled_words(text: str, language: Morphology) -> tuple[str, ...]:
    return tuple(word for word in Words(Facts((Piece(text, 0),)), language).folded if word != BREAK)


@lru_cache(maxsize=1 << 12)
def joined_pairs(pattern: Pattern, language: Morphology) -> tuple[tuple[frozenset[str], ...], ...]:
    """The lookups of a term with two of its words written as one, in each way."""
    words, content = pattern.words, pattern.content
    pairs = range(len(content) - 1 if len(content) > 2 else 0)
    return tuple((*words[:at], language.lookups(content[at] + content[at + 1]), *words[at + 2 :]) for at in pairs)


@lru_cache(maxsize=1 << 14)
def source_keys(text: str) -> tuple[str, str]:
    """An English term as the keys of its words, each between spaces, and as one word."""
    words = compiled_words(text, morphology("en"))
    return f" {' '.join(map(number_key, words))} ", "".join(words)
