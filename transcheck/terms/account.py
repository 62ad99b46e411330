"""How often each side says a concept: what is said elsewhere in a unit is not missing in a sentence of it."""

import re

from transcheck.model.facts import Facts, Piece
from transcheck.model.text import Span
from transcheck.terms.base import Concept
from transcheck.terms.english import number_key
from transcheck.terms.matcher import Matcher, TermMatch
from transcheck.terms.morphology import Morphology, stem
from transcheck.terms.source import Occurrence
from transcheck.terms.target import Target
from transcheck.terms.words import split

_ALIKE = 3
"""Letters at the end of a noun that its cases and numbers change."""
_LONG = 8
"""Letters from which on a noun is told from a verb of its family."""


def times(concept: Concept, facts: Facts, terms: Matcher, most: int) -> int:
    """How often a target says a concept, counted up to `most`."""
    count = 0
    while count < most and (said := terms.allowed(concept, Target(facts, terms.base.locale))) is not None:
        count += 1
        facts = _without(facts, said.span)
    return count


def _without(facts: Facts, span: Span) -> Facts:
    """The facts with a place blanked."""
    pieces = []
    for piece in facts.plain_pieces:
        start, end = max(0, span.start - piece.start), max(0, span.end - piece.start)
        text = piece.text[:start] + " " * len(piece.text[start:end]) + piece.text[end:]
        pieces.append(Piece(text, piece.start))
    return Facts(tuple(pieces))


def answers_another_word(said: TermMatch, occurrence: Occurrence, source: Facts, target: Target) -> bool:
    """Whether what is said for a noun is a verb, for a verb of the source: `training`, where both say `train`."""
    language = target.language
    if " " in said.term.text or " " in occurrence.text or len(said.term.text) < _LONG or occurrence.concept.is_verb:
        return False
    if target.find_literal(said.term.text) is not None:
        return False
    begins = language.fold(said.term.text)[:-_ALIKE]
    forms = target.made_of(said.term.text)
    if any(_begins(word, begins, language) for word in forms):
        return False
    return 0 < len(forms) <= _family(occurrence, source)


def is_elided(occurrence: Occurrence, source: Facts, target: Target) -> bool:
    """Whether the source joins the term with another, and the target says all of it but the noun that both share."""
    before = _before(occurrence.span, source)
    return bool(_JOINS.search(before)) and any(target.elided(term.text) for term in occurrence.concept.allowed)


_JOINS = re.compile(r"(?:\b(?:and|or|than|versus|vs\.?)|[,/])\s*(?:an?\s+|the\s+)?$", re.IGNORECASE)


def _before(span: Span, facts: Facts) -> str:
    pieces = (p for p in facts.plain_pieces if p.start <= span.start <= p.start + len(p.text))
    return next((piece.text[: span.start - piece.start] for piece in pieces), "")


def _begins(word: str, begins: str, language: Morphology) -> bool:
    return any(one.startswith(begins) for one in (word, *language.readings(word)))


def _family(occurrence: Occurrence, source: Facts) -> int:
    """How many words of the source share the term's stem and are other words: trained, pretrain."""
    own = number_key(occurrence.text.lower())
    root = stem("english", own)
    texts = (piece.text[start:end].lower() for piece in source.plain_pieces for start, end in split(piece.text))
    keys = (number_key(text) for text in texts)
    return sum(key != own and key.isascii() and stem("english", key).endswith(root) for key in keys)
