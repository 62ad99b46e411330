"""How far the source has moved from a source comment, or from what a translation was made of."""

from collections import Counter
from collections.abc import Sequence

from transcheck.align.stage import link_targets
from transcheck.compare.changes import Grammar, Weighed, changes_since, source_changes
from transcheck.locales.language import language
from transcheck.model.block import BlockKind, Segment
from transcheck.model.diff import has_words, word_changes
from transcheck.model.normal import folded_space, form, formula, letters
from transcheck.model.status import DriftClass
from transcheck.model.unit import Drift, Translation, Unit


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


def class_of_comment(unit: Unit, translation: Translation) -> DriftClass | None:
    """What the change from the comment to today's source touched most; None where nothing changed.

    The rules that report comments weigh the changes in the same way, so that all agree on what is stale.
    """
    if unit.source is None or unit.comment is None or unit.drift is Drift.FRESH:
        return None
    if unit.source.kind is BlockKind.CODE:
        return DriftClass.CODE
    weighed = source_changes(unit, translation, _grammar(translation)) if unit.drift is Drift.MEANING else ()
    return _heaviest(weighed, unit.comment.text, unit.source.text, spelt=unit.drift is Drift.SPELLING)


def class_since(then: str, unit: Unit, translation: Translation) -> DriftClass | None:
    """What the change from `then`, which git tells, to today's source touched most."""
    if unit.source is None or folded_space(then) == folded_space(unit.source.text):
        return None
    if unit.source.kind is BlockKind.CODE:
        return DriftClass.CODE
    if not then:
        return DriftClass.PROSE
    weighed = changes_since(then, unit, translation, _grammar(translation))
    return _heaviest(weighed, then, unit.source.text)


def _grammar(translation: Translation) -> Grammar:
    facts = language(translation.source.locale if translation.source else "")
    return Grammar(facts.grammar_words, facts.number_words)


def _heaviest(weighed: Sequence[Weighed], old: str, new: str, *, spelt: bool = False) -> DriftClass:
    meaning = _words(weighed, Drift.MEANING)
    if meaning:
        return _of_words(meaning)
    if link_targets(old) != link_targets(new):
        return DriftClass.LINK
    return DriftClass.SPELLING if spelt or _words(weighed, Drift.SPELLING) else DriftClass.FORMATTING


def _words(weighed: Sequence[Weighed], drift: Drift) -> list[str]:
    changed = (word for one in weighed if one.drift is drift for word in (*one.change.old, *one.change.new))
    return [word for word in changed if has_words((word,))]


def _of_words(words: Sequence[str]) -> DriftClass:
    if all("$" in word or "\\" in word for word in words):
        return DriftClass.FORMULA
    return DriftClass.NUMBER if all(word[0].isdigit() for word in words) else DriftClass.PROSE
