"""The source side: which concepts a text names. One automaton over the keys of all terms, longest first."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from transcheck.model.facts import Facts
from transcheck.model.text import Span
from transcheck.terms.base import Case, Concept, PartOfSpeech, TermBase
from transcheck.terms.english import number_key, verbs_of
from transcheck.terms.morphology import Morphology, morphology, stem

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick

_TOKEN = re.compile(r"[^\W_]+|[.;:!?()|]")
_EDGE = " "


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A concept that a text names, with the words that name it; `span` is in the document."""

    concept: Concept
    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class _Name:
    """What a pattern stands for; `hides` for a phrase that only excepts its concept."""

    concept: int
    text: str
    is_abbreviation: bool = False
    hides: bool = False


@dataclass(frozen=True, slots=True)
class _Hit:
    """A pattern found in a text without its place in a document."""

    names: tuple[_Name, ...]
    start: int
    end: int


class SourceIndex:
    """Finds concepts by their source terms."""

    def __init__(self, base: TermBase) -> None:
        self.concepts = base.concepts
        self.english = base.source_locale.split("-")[0].lower() == "en"
        self.language: Morphology = morphology(base.source_locale)
        self.key: Callable[[str], str] = number_key if self.english else self._other_key
        self.verb_key: Callable[[str], str] = _english_stem if self.english else self.key
        self.nouns = _Automaton(dict(self._patterns(self.key, verbs=False)))
        self.verbs = _Automaton(dict(self._patterns(self.verb_key, verbs=True)))
        self.scan = lru_cache(maxsize=1 << 10)(self._scan)

    def _other_key(self, word: str) -> str:
        """For a source other than English: the stem, or the word."""
        folded = self.language.fold(word)
        return min((r for r in self.language.readings(folded) if r.startswith("~")), default=folded)

    def find(self, facts: Facts) -> tuple[Occurrence, ...]:
        """The concepts that a text names, where their conditions hold, in order of their place."""
        found = []
        for piece in facts.plain_pieces:
            for hit in self.scan(piece.text):
                concept = next((c for name in hit.names if (c := self._meant(name, facts)) is not None), None)
                if concept is not None:
                    span = Span(piece.start + hit.start, piece.start + hit.end)
                    found.append(Occurrence(concept, span, " ".join(piece.text[hit.start : hit.end].split())))
        return tuple(found)

    def _meant(self, name: _Name, facts: Facts) -> Concept | None:
        concept = self.concepts[name.concept]
        unless = [phrase for phrase in concept.unless if not _holds_term(phrase, concept)]
        if name.hides or not (concept.when or unless):
            return None if name.hides else concept
        text = self._stems(facts.plain)
        if concept.when and not any(self._stems(one) in text for one in concept.when):
            return None
        return None if any(self._stems(one) in text for one in unless) else concept

    def _stems(self, text: str) -> str:
        return _stem_line(self.verb_key, text)

    def _scan(self, text: str) -> tuple[_Hit, ...]:
        hits = [*self.nouns.hits(text, self.key), *self.verbs.hits(text, self.verb_key)]
        return _longest([checked for hit in hits if (checked := self._checked(hit, text)) is not None])

    def _checked(self, hit: _Hit, text: str) -> "_Hit | None":
        """The hit with the names that its capitals and hyphens allow."""
        written = text[hit.start : hit.end]
        names = tuple(name for name in hit.names if self._is_written(name, written))
        return _Hit(names, hit.start, hit.end) if names else None

    def _is_written(self, name: _Name, written: str) -> bool:
        if not (name.is_abbreviation or self.concepts[name.concept].case is Case.SENSITIVE):
            return True
        return written.startswith(name.text[:-1]) and name.text in (written, written.rstrip("s"), written[:-2])

    def _patterns(self, key: Callable[[str], str], *, verbs: bool) -> Iterator[tuple[str, tuple[_Name, ...]]]:
        found: dict[str, list[_Name]] = {}
        for number, concept in enumerate(self.concepts):
            if (concept.part_of_speech is PartOfSpeech.VERB) is not verbs:
                continue
            for name in _names(number, concept):
                for pattern in _spellings(name.text, key):
                    found.setdefault(pattern, []).append(name)
        yield from ((pattern, tuple(names)) for pattern, names in found.items())


class _Automaton:
    """Patterns of keys in one pass; each key stands between two spaces, so that no pattern cuts a word."""

    def __init__(self, patterns: dict[str, tuple[_Name, ...]]) -> None:
        self.names = tuple(patterns.values())
        self.firsts = frozenset(pattern.split()[0] for pattern in patterns if pattern.split())
        self.search = longest_first(list(patterns)) if patterns else None

    def hits(self, text: str, key: Callable[[str], str]) -> Iterator[_Hit]:
        if self.search is None:
            return
        keys = _keys(key, text)
        if not self.firsts.isdisjoint(keys):
            yield from self._in(keys, _tokens(text))
        if "-" in text or "‑" in text:
            for joined, place in _hyphenated(key, text):
                if joined in self.firsts:
                    yield from self._in((joined,), (place,))

    def _in(self, keys: Sequence[str], tokens: Sequence[tuple[int, int]]) -> Iterator[_Hit]:
        assert self.search is not None, "there are patterns"
        starts, at = [], 0
        for one in keys:
            starts.append(at)
            at += len(one) + 2
        line = "".join(f"{_EDGE}{one}{_EDGE}" for one in keys)
        for pattern, start, end in self.search.find_matches_as_indexes(line):
            first, last = bisect_right(starts, start) - 1, bisect_right(starts, end - 1) - 1
            yield _Hit(self.names[pattern], tokens[first][0], tokens[last][1])


def longest_first(patterns: list[str]) -> "AhoCorasick":
    """An automaton that finds the first and longest of `patterns`."""
    from ahocorasick_rs import AhoCorasick, MatchKind

    return AhoCorasick(patterns, matchkind=MatchKind.LeftmostLongest)


@lru_cache(maxsize=1 << 12)
def _tokens(text: str) -> tuple[tuple[int, int], ...]:
    """The places of words, and of marks that no term stands across."""
    return tuple(match.span() for match in _TOKEN.finditer(text))


@lru_cache(maxsize=1 << 13)
def _keys(key: Callable[[str], str], text: str) -> tuple[str, ...]:
    """The key of each token; all locales that share a source share them."""
    return tuple([key(token.lower()) for token in _TOKEN.findall(text)])


@lru_cache(maxsize=1 << 12)
def _hyphenated(key: Callable[[str], str], text: str) -> tuple[tuple[str, tuple[int, int]], ...]:
    """The keys of pairs of tokens with nothing but a hyphen between, as if they were one word."""
    return tuple(
        (key(text[start:end].lower() + text[after:last].lower()), (start, last))
        for (start, end), (after, last) in pairwise(_tokens(text))
        if after - end == 1 and text[end] in "-‑"
    )


def _longest(hits: list[_Hit]) -> tuple[_Hit, ...]:
    """Hits that do not overlap, the longest first."""
    kept: list[_Hit] = []
    for hit in sorted(hits, key=lambda one: (one.start - one.end, one.start)):
        if not any(hit.start < other.end and other.start < hit.end for other in kept):
            kept.append(hit)
    return tuple(sorted(kept, key=lambda one: one.start))


def _names(number: int, concept: Concept) -> Iterator[_Name]:
    for source in concept.sources:
        yield _Name(number, source)
        if source.endswith("ion") and concept.case is Case.INSENSITIVE and " " not in source:
            yield _Name(number, source + "al")
            yield from (_Name(number, verb) for verb in verbs_of(source))
    for abbreviation in concept.abbreviations:
        yield _Name(number, abbreviation, is_abbreviation=True)
        yield _Name(number, f"{abbreviation}s", is_abbreviation=True)
    for phrase in concept.unless:
        if _holds_term(phrase, concept):
            yield _Name(number, phrase, hides=True)


def _holds_term(phrase: str, concept: Concept) -> bool:
    """Whether an exception is a longer phrase with the term in it, which then excepts only itself."""
    return any(source.lower() in phrase.lower() for source in concept.sources)


def _spellings(text: str, key: Callable[[str], str]) -> Iterator[str]:
    """The pattern of a term, and that of its two words written as one."""
    words = [text[start:end].lower() for start, end in _tokens(text)]
    keys = [key(word) for word in words]
    yield "".join(f"{_EDGE}{one}{_EDGE}" for one in keys)
    if len(words) == 2:
        yield f"{_EDGE}{key(''.join(words))}{_EDGE}"


@lru_cache(maxsize=1 << 15)
def _english_stem(word: str) -> str:
    return stem("english", number_key(word))


@lru_cache(maxsize=1 << 12)
def _stem_line(key: Callable[[str], str], text: str) -> str:
    return "".join(f"{_EDGE}{one}{_EDGE}" for one in _keys(key, text))
