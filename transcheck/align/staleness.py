"""A translation with what git knows -> the status of each of its units.

Evidence goes from the surest to the least sure: a source comment, a pin in the front matter, the history of
the block itself, and, where nothing else tells, structure: a target that is there answers today's source.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from transcheck.align.lineage import Lineage, Stage, lineage_of_comment, lineage_of_target, lineage_since
from transcheck.model.block import BlockKind, Segment
from transcheck.model.diff import has_words, word_changes
from transcheck.model.document import Document
from transcheck.model.normal import folded_space, form, formula
from transcheck.model.status import DocumentStatus, DriftClass, Evidence, Status, UnitStatus, Words
from transcheck.model.unit import Drift, Translation, Unit

_SURE = 0.6
_BEGUN = 0.05
"""The share of words with a translation from which a document counts as begun."""
_COSMETIC = frozenset({DriftClass.FORMATTING, DriftClass.LINK, DriftClass.SPELLING})


@dataclass(frozen=True)
class Past:
    """The stages of both documents, newest first, the working tree before them; `pinned` is the source's at a pin."""

    source: tuple[Stage, ...] = ()
    target: tuple[Stage, ...] = ()
    pinned: Stage | None = None


def status_of(translation: Translation, past: Past) -> DocumentStatus:
    """The status of a document that is there, with its units in the order of the target."""
    judged = (unit_status(unit, past, translation) for unit in translation.units)
    units = tuple(one for one in judged if one is not None)
    words = _words(units)
    return DocumentStatus(translation.locale, translation.target.path, _status(units, words), words, units, translation)


def missing_document(locale: str, words: int) -> DocumentStatus:
    return DocumentStatus(locale, "", Status.MISSING, Words(missing=words))


def words_of(segment: Segment | None) -> int:
    """Words a translator has to write for it: none of code, formulas and markup."""
    if segment is None or segment.kind in (BlockKind.CODE, BlockKind.MATH) or segment.kind.is_markup:
        return 0
    return len(segment.facts.words)


def _words(units: Sequence[UnitStatus]) -> Words:
    def count(*wanted: Status) -> int:
        return sum(unit.words for unit in units if unit.status in wanted)

    return Words(count(Status.TRANSLATED), count(Status.STALE), count(Status.MISSING, Status.UNTRANSLATED))


def _status(units: Sequence[UnitStatus], words: Words) -> Status:
    if words.total and words.translated + words.stale <= _BEGUN * words.total:
        return Status.UNTRANSLATED
    behind = any(unit.status is not Status.TRANSLATED for unit in units)
    return Status.STALE if behind else Status.TRANSLATED


def unit_status(unit: Unit, past: Past, translation: Translation) -> UnitStatus | None:
    """None for what a reader of a status has no use for: additions, and markup."""
    if unit.kind.is_markup or (unit.source is None and unit.comment is None):
        return None
    side = unit.target or unit.comment
    line = translation.target.lines.place(side.span.start if side else unit.at)[0]
    source_line = _line(translation.source, unit.source)
    found = _judge(unit, past)
    return UnitStatus(
        unit=unit,
        status=found.status,
        line=line,
        source_line=source_line,
        words=words_of(unit.source),
        drift=found.drift,
        translated_from=found.lineage.translated_from if found.lineage else None,
        changed_by=found.lineage.changed_by if found.lineage else (),
        evidence=found.evidence,
        confidence=unit.confidence,
    )


def _line(document: Document | None, segment: Segment | None) -> int:
    return document.lines.place(segment.span.start)[0] if document and segment else 0


@dataclass(frozen=True, slots=True)
class _Judgement:
    status: Status
    evidence: Evidence | None
    drift: DriftClass | None = None
    lineage: Lineage | None = None


def _judge(unit: Unit, past: Past) -> _Judgement:
    if unit.target is None or unit.hidden:
        lineage = lineage_of_comment(unit.comment.blocks, past.source) if unit.comment and unit.source else None
        return _Judgement(Status.UNTRANSLATED, Evidence.STRUCTURE, lineage=lineage)
    if _is_source_text(unit):
        return _Judgement(Status.UNTRANSLATED, Evidence.STRUCTURE)
    if unit.comment is not None:
        return _by_comment(unit, unit.comment, past)
    return _by_past(unit, past)


def _is_source_text(unit: Unit) -> bool:
    """Whether the target is the source's words, left as they are."""
    if unit.source is None or unit.target is None or not unit.source.kind.is_prose:
        return False
    return len(unit.source.facts.words) > 3 and form(unit.source.text) == form(unit.target.text)


def _by_comment(unit: Unit, comment: Segment, past: Past) -> _Judgement:
    if unit.source is None:
        lineage = lineage_of_comment(comment.blocks, past.source)
        return _Judgement(Status.STALE, Evidence.COMMENT, DriftClass.PROSE, lineage)
    if unit.drift is Drift.FRESH:
        return _Judgement(Status.TRANSLATED, Evidence.COMMENT)
    drift = classify(comment.text, unit.source.text, unit.source.kind, unit.drift)
    lineage = lineage_of_comment(comment.blocks, past.source)
    return _Judgement(_of(drift), Evidence.COMMENT, drift, lineage)


def _of(drift: DriftClass | None) -> Status:
    return Status.TRANSLATED if drift is None or drift in _COSMETIC else Status.STALE


def _by_past(unit: Unit, past: Past) -> _Judgement:
    """By the pin, or by the target's own history; what neither tells counts as translated."""
    evidence = Evidence.STRUCTURE
    lineage = None
    if unit.source and unit.target and unit.confidence >= _SURE and past.source:
        if past.pinned is not None:
            evidence, lineage = Evidence.PIN, lineage_since(unit.source.blocks, past.pinned, past.source)
        elif past.target:
            lineage = lineage_of_target(unit.target.blocks, unit.source.blocks, past.target, past.source)
            evidence = Evidence.HISTORY if lineage else Evidence.STRUCTURE
    if lineage is None or unit.source is None or not lineage.changed_by:
        return _Judgement(Status.TRANSLATED, evidence, None, lineage)
    drift = classify(lineage.then, unit.source.text, unit.source.kind)
    return _Judgement(_of(drift), evidence, drift, lineage)


def classify(old: str, new: str, kind: BlockKind, drift: Drift | None = None) -> DriftClass | None:
    """What the change from `old` to `new` touched most; None where nothing changed."""
    if folded_space(old) == folded_space(new):
        return None
    if kind is BlockKind.CODE:
        return DriftClass.CODE
    before, after = form(old), form(new)
    if before == after or drift is Drift.FORM:
        return DriftClass.LINK if _targets(old) != _targets(new) else DriftClass.FORMATTING
    if kind is BlockKind.MATH:
        return DriftClass.FORMULA if formula(old.strip("$ \n")) != formula(new.strip("$ \n")) else DriftClass.FORMATTING
    changes = [c for c in word_changes(before, after) if has_words(c.old) or has_words(c.new)]
    if all(change.is_spelling for change in changes):
        return DriftClass.SPELLING
    return _of_words([word for change in changes for word in (*change.old, *change.new) if has_words((word,))])


def _of_words(words: Sequence[str]) -> DriftClass:
    if all("$" in word or "\\" in word for word in words):
        return DriftClass.FORMULA
    return DriftClass.NUMBER if all(word[0].isdigit() for word in words) else DriftClass.PROSE


def _targets(text: str) -> list[str]:
    return [part.split(")")[0] for part in text.split("](")[1:]]
