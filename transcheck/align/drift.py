"""How far the source has moved from a source comment."""

from collections import Counter

from transcheck.model.block import Segment
from transcheck.model.diff import has_words, word_changes
from transcheck.model.normal import folded_space, form, formula, letters
from transcheck.model.unit import Drift


def drift_of(comment: Segment, source: Segment) -> Drift:
    """FORM for what no reader of the words would see, SPELLING for corrected words, else MEANING."""
    if _same_text(comment, source) or folded_space(comment.text) == folded_space(source.text):
        return Drift.FRESH
    if ("$" in comment.text or "$" in source.text) and _formulas(comment) != _formulas(source):
        return Drift.MEANING
    if form(comment.text) == form(source.text) or letters(comment.text) == letters(source.text):
        return Drift.FORM
    changes = [c for c in word_changes(form(comment.text), form(source.text)) if has_words(c.old) or has_words(c.new)]
    return Drift.SPELLING if all(change.is_spelling for change in changes) else Drift.MEANING


def _same_text(comment: Segment, source: Segment) -> bool:
    return len(comment.blocks) == len(source.blocks) == 1 and comment.blocks[0].text == source.blocks[0].text


def _formulas(segment: Segment) -> Counter[str]:
    return Counter(formula(token.value) for token in segment.facts.formulas)
