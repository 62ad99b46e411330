"""What mining aligns: the words of a source text and of its target, and the keys that all forms of a word share."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from transcheck.lazy import lazy
from transcheck.locales.language import Language
from transcheck.model.facts import Facts, Piece
from transcheck.model.text import Span
from transcheck.model.unit import Unit
from transcheck.terms.english import number_key
from transcheck.terms.morphology import Morphology, morphology
from transcheck.terms.sentences import sentence_pairs
from transcheck.terms.unit import answers
from transcheck.terms.words import BRACKETS, BREAK, Words

_LONGEST = 120
"""Words of a source beyond which it is no sentence, and tells little of which word answers which."""
_GAP = 4
"""Characters of markup that may stand between two words of one phrase: `**latent** variable`."""
_LINKS = frozenset("-\u2010\u2011'\u2019\u200c")


@dataclass(frozen=True)
class Tokens:
    """The words of a text, or its characters where the language writes no spaces.

    `words` are folded; `joined` says of each whether nothing but white space, a hyphen or emphasis parts it from
    the one before.
    """

    pieces: tuple[Piece, ...]
    words: tuple[str, ...]
    spans: tuple[Span, ...]

    def span(self, first: int, last: int) -> Span:
        """From the first to the last token, both included."""
        return Span(self.spans[first].start, self.spans[last].end)

    def text(self, first: int, last: int) -> str:
        """What stands there, without markup and brackets."""
        return " ".join(self._at(self.span(first, last)).split())

    def _at(self, span: Span) -> str:
        return "".join(
            piece.text[max(0, span.start - piece.start) : max(0, span.end - piece.start)] for piece in self.pieces
        )

    @lazy
    def joined(self) -> tuple[bool, ...]:
        pairs = zip((Span(-9, -9), *self.spans), self.spans, strict=False)
        return tuple(self._is_nothing(Span(before.end, span.start)) for before, span in pairs)

    def cuts(self, first: int, last: int) -> bool:
        """Whether one of the ends cuts what a hyphen ties together."""
        return self.is_hyphened(first) or self.is_hyphened(last + 1)

    def is_hyphened(self, at: int) -> bool:
        """Whether it is tied to the word before by a hyphen."""
        return (
            at < len(self.words)
            and self.joined[at]
            and self._at(Span(self.spans[at - 1].end, self.spans[at].start)) == "-"
        )

    def _is_nothing(self, span: Span) -> bool:
        if not 0 <= span.end - span.start <= _GAP:
            return False
        return all(char.isspace() or char in _LINKS for char in self._at(span))


@dataclass(frozen=True, slots=True)
class Couple:
    """A sentence and its translation, or as much of both as can be told to answer one another."""

    source: Tokens
    target: Tokens
    path: str = ""


def couples(units: Iterable[Unit], source: Language, target: Language, path: str = "") -> Iterator[Couple]:
    """The sentences of the units that surely answer their source, in the order of the target."""
    ours, theirs = morphology(source.tag), morphology(target.tag)
    for unit in units:
        if unit.target is None or unit.reference is None or not answers(unit, target):
            continue
        for said, answer in _sentences(unit.reference.facts, unit.target.facts):
            couple = Couple(source_tokens(said, ours), target_tokens(answer, theirs), path)
            if 0 < len(couple.source.words) <= _LONGEST and 0 < len(couple.target.words) <= 4 * _LONGEST:
                yield couple


def _sentences(source: Facts, target: Facts) -> tuple[tuple[Facts, Facts], ...]:
    return sentence_pairs(source, target) or ((source, target),)


def source_tokens(facts: Facts, language: Morphology) -> Tokens:
    return _tokens(facts.plain_pieces, _words(Words(facts, language)))


def target_tokens(facts: Facts, language: Morphology) -> Tokens:
    """What stands in brackets explains, and is left out."""
    pieces = tuple(Piece(BRACKETS.sub(_blank, piece.text), piece.start) for piece in facts.plain_pieces)
    words = _words(Words(facts, language, without_brackets=True))
    return _tokens(pieces, _characters(words) if language.is_spaceless else words)


_Places = Sequence[tuple[Span, str]]


def _tokens(pieces: tuple[Piece, ...], places: _Places) -> Tokens:
    return Tokens(pieces, tuple(word for _, word in places), tuple(span for span, _ in places))


def _words(words: Words) -> _Places:
    pairs = zip(words.spans, words.folded, strict=True)
    return [(Span(start, end), folded) for (start, end, _), folded in pairs if folded != BREAK]


def _characters(words: _Places) -> _Places:
    """Each character of a word without spaces with its marks, and other words whole; a run of katakana is a word."""
    found: list[tuple[Span, str]] = []
    for span, folded in words:
        if folded[0] < _FIRST_SPACELESS or len(folded) != span.end - span.start:
            found.append((span, folded))
        else:
            found += [(Span(*match.span()).shifted(span.start), match[0]) for match in _CHARACTER.finditer(folded)]
    return found


_FIRST_SPACELESS = "\u0e00"
_CHARACTER = re.compile(
    "[\u30a0-\u30ff]+|.[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ecd\u102b-\u103e\u17b4-\u17d3]*"
)


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def keys_of(texts: Sequence[Tokens], language: Morphology) -> list[tuple[str, ...]]:
    """The keys of the words of texts that are all there is of their language."""
    counts = Counter(word for text in texts for word in text.words)
    keys = {word: _key(word, language, counts) for word in counts}
    return [tuple(keys[word] for word in text.words) for text in texts]


def _key(word: str, language: Morphology, counts: Mapping[str, int]) -> str:
    """English by its numbers and spellings; else the shortest usual word that it may be a form of, or its stem."""
    if language.tag == "en":
        return number_key(word)
    if language.is_spaceless:
        return (language.ignore.sub("", word) if language.ignore is not None else word) or word
    bases = [one for one in language.readings(word) if one in counts and len(one) >= min(len(word), _LEAST)]
    often = _OFTEN * max((counts[one] for one in bases), default=0)
    base = min((one for one in bases if counts[one] >= often), key=lambda one: (len(one), one), default=word)
    if language.suffixes is not None or language.prefixes is not None:
        return base
    return min((one[1:] for one in language.readings(base) if one.startswith("~") and len(one) > 2), default=base)


_LEAST = 2
_OFTEN = 0.2
"""The share of the commonest form that a shorter one needs, to be its dictionary form and no chance likeness."""
