"""A source term in brackets behind the words that it explains: retropropagación (*backpropagation*)."""

import re

from transcheck.locales.language import Language
from transcheck.model.facts import Facts, Piece
from transcheck.model.text import Span
from transcheck.model.unit import Unit
from transcheck.terms.base import Concept
from transcheck.terms.matcher import Matcher
from transcheck.terms.target import Target
from transcheck.terms.words import split

_BEFORE_BRACKET = re.compile(
    r"(?P<words>[^\W\d_A-Za-z][^\s\W]*|[^\W\d_]{3,}(?:[ ][^\W\d_]+)?)[*_ ]{0,3}[(（][^()（）]{0,40}$"
)
_SENTENCE = re.compile(r"[.!?。！？;；](?=\s|$)|[。！？；]|\n\s*\n")
_WINDOW = 90
_AFTER = 60
"""Characters before and behind a bracket among which the term that it explains stands."""


def explained(unit: Unit, concept: Concept, terms: Matcher, language: Language) -> Span | None:
    """The words before a source term in brackets that are no term of the concept; None where there are none."""
    assert unit.target is not None, "it is a pair"
    span = terms.in_brackets(concept, terms.target(unit.target.facts))
    before, after = _around(unit, span) if span is not None else ("", "")
    match = _BEFORE_BRACKET.search(before)
    if span is None or match is None or not _has_content(match["words"], language):
        return None
    said, bracket = before[: match.end("words")], before[match.end("words") :] + after
    if terms.allowed(concept, _target(said, terms)) or terms.said(concept, _target(_inside(bracket), terms)):
        return None
    around = terms.said(concept, _target(said + bracket, terms))
    if around is not None and around.span.start < len(said):
        return None
    start = span.start - match.end() + match.start("words")
    return Span(start, start + len(match["words"]))


def _around(unit: Unit, span: Span) -> tuple[str, str]:
    """The sentence before the span and what follows, as far as the term may stand there."""
    block = next((b for b in unit.target.blocks if b.span.covers(span)), None) if unit.target else None
    if block is None:
        return "", ""
    start, end = span.start - block.span.start, span.end - block.span.start
    before = block.text[:start]
    last = max((match.end() for match in _SENTENCE.finditer(before)), default=0)
    return before[max(last, start - _WINDOW) :], block.text[start : end + _AFTER]


def _inside(bracket: str) -> str:
    return re.split("[)）]", bracket, maxsplit=1)[0]


def _target(text: str, terms: Matcher) -> Target:
    return Target(Facts((Piece(text, 0),)), terms.base.locale)


def _has_content(words: str, language: Language) -> bool:
    said = [words[start:end].casefold() for start, end in split(words)]
    return any(word not in language.function_words for word in said)
