"""Units whose source changed in meaning since they were translated, by the comments or by what git tells."""

from collections.abc import Iterator

from transcheck.compare.changes import Grammar, Weighed, changes_since, source_changes
from transcheck.model.block import BlockKind
from transcheck.model.chronicle import Chronicle
from transcheck.model.status import DocumentStatus, Evidence, Status, UnitStatus
from transcheck.model.unit import Drift, Translation

_KEEPS = 0.1
"""The share of source paragraphs with a comment from which the comments speak for a chapter."""


def keeps_comments(translation: Translation) -> bool:
    return translation.comment_share >= _KEEPS


def behind_by_comment(translation: Translation, chronicle: Chronicle, grammar: Grammar) -> Iterator[UnitStatus]:
    """Units whose comment holds an older source, where git shows the commits that changed it."""
    for unit in translation.units:
        if unit.drift is Drift.MEANING and _means(source_changes(unit, translation, grammar)):
            status = chronicle.unit(unit)
            if status is not None and status.changed_by:
                yield status


def behind_by_history(status: DocumentStatus, grammar: Grammar) -> Iterator[UnitStatus]:
    """Units without a comment whose source changed since; other rules compare formulas and code with today's."""
    for unit in status.units:
        told = unit.status is Status.STALE and unit.evidence in (Evidence.HISTORY, Evidence.PIN) and unit.changed_by
        if told and unit.unit.kind not in (BlockKind.CODE, BlockKind.MATH) and changed_words(unit, status, grammar):
            yield unit


def changed_words(unit: UnitStatus, status: DocumentStatus, grammar: Grammar) -> int:
    """How many words of the unit's source changed in meaning; all, where it was not there then."""
    if not unit.source_then or status.translation is None:
        return unit.words
    changes = changes_since(unit.source_then, unit.unit, status.translation, grammar)
    return sum(max(len(one.change.old), len(one.change.new)) for one in changes if one.drift is Drift.MEANING)


def _means(changes: tuple[Weighed, ...]) -> bool:
    return any(change.drift is Drift.MEANING for change in changes)
