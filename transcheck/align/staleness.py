"""A translation with what git knows -> the status of each of its units.

Evidence goes from the surest to the least sure: a source comment, a pin in the front matter, the history of
the block itself, and, where nothing else tells, structure: a target that is there answers today's source.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from transcheck.align.drift import class_of_comment, class_since
from transcheck.align.lineage import Lineage, copied_from, copies, lineage_of_comment, lineage_since, written_in
from transcheck.align.stage import Stage, Timeline
from transcheck.model.block import BlockKind, Segment
from transcheck.model.document import Document
from transcheck.model.history import Commit, Log
from transcheck.model.normal import folded_space, form
from transcheck.model.status import COSMETIC, DocumentStatus, DriftClass, Evidence, Pin, Status, UnitStatus, Words
from transcheck.model.unit import Translation, Unit

_SURE = 0.6
_COPIED = frozenset({DriftClass.CODE, DriftClass.FORMULA, DriftClass.NUMBER})
"""What a translator copies as it is."""
_BEGUN = 0.05
"""The share of words with a translation from which a document counts as begun."""


@dataclass(frozen=True)
class Past:
    """What git tells of a translation.

    `pin` is what its front matter says of its source, and `pinned` the stage of the source that it names.
    Changes of `ignored` commits are no drift.  It is `complete` where git shows every revision.
    """

    source: Timeline = field(default_factory=Timeline)
    target: Timeline = field(default_factory=Timeline)
    log: Log = field(default_factory=Log)
    pin: Pin | None = None
    pinned: int | None = None
    ignored: frozenset[Commit] = frozenset()
    complete: bool = False

    def source_at(self, stage: Stage) -> int | None:
        """Where the source stood when `stage` was committed; None where its history does not reach so far."""
        places = {one.order: place for place, one in enumerate(self.source.stages)}
        found = self.log.newest(stage.order, places) if stage.order >= 0 else None
        return places[found] if found is not None else None


def status_of(translation: Translation, past: Past) -> DocumentStatus:
    """The status of a document that is there, with its units in the order of the target."""
    judged = (unit_status(unit, past, translation) for unit in translation.units)
    units = tuple(one for one in judged if one is not None)
    words = _words(units)
    path, status = translation.target.path, _status(units, words)
    return DocumentStatus(translation.locale, path, status, words, units, translation, past.pin)


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
    found = _judge(unit, past, translation)
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
        source_then=_then(unit, found.lineage),
    )


def _then(unit: Unit, lineage: Lineage | None) -> str:
    """The source as the translator saw it, where it is not today's."""
    then = unit.comment.text if unit.comment else lineage.then if lineage and lineage.changed_by else ""
    return "" if unit.source and folded_space(then) == folded_space(unit.source.text) else then


def _line(document: Document | None, segment: Segment | None) -> int:
    return document.lines.place(segment.span.start)[0] if document and segment else 0


@dataclass(frozen=True, slots=True)
class _Judgement:
    status: Status
    evidence: Evidence | None
    drift: DriftClass | None = None
    lineage: Lineage | None = None


def _judge(unit: Unit, past: Past, translation: Translation) -> _Judgement:
    if unit.target is None or unit.hidden:
        lineage = _of_comment(unit, past) if unit.source else None
        return _Judgement(Status.UNTRANSLATED, Evidence.STRUCTURE, lineage=lineage)
    if is_source_text(unit):
        return _Judgement(Status.UNTRANSLATED, Evidence.STRUCTURE)
    found = _by_comment(unit, past, translation) if unit.comment else _by_past(unit, past, translation)
    return _without_ignored(found, past.ignored)


def _of_comment(unit: Unit, past: Past) -> Lineage | None:
    return lineage_of_comment(unit.comment, unit.source, past.source) if unit.comment else None


def _without_ignored(found: _Judgement, ignored: frozenset[Commit]) -> _Judgement:
    """What only ignored commits changed has not changed."""
    if found.lineage is None or ignored.isdisjoint(found.lineage.changed_by):
        return found
    kept = tuple(commit for commit in found.lineage.changed_by if commit not in ignored)
    lineage = replace(found.lineage, changed_by=kept)
    return replace(found, lineage=lineage) if kept else _Judgement(Status.TRANSLATED, found.evidence)


def is_source_text(unit: Unit) -> bool:
    """Whether the target is the source's words, left as they are."""
    if unit.source is None or unit.target is None or not unit.source.kind.is_prose:
        return False
    return len(unit.source.facts.words) > 3 and form(unit.source.text) == form(unit.target.text)


def _by_comment(unit: Unit, past: Past, translation: Translation) -> _Judgement:
    """By the comment, unless git tells that today's source is what was copied, by halves or with slips."""
    drift = class_of_comment(unit, translation) if unit.source else DriftClass.PROSE
    lineage = _of_comment(unit, past) if drift else None
    unchanged = lineage is not None and lineage.is_today and (past.complete or not lineage.is_touched)
    return _Judgement(Status.TRANSLATED if unchanged else _of(drift), Evidence.COMMENT, drift, lineage)


def _of(drift: DriftClass | None) -> Status:
    return Status.TRANSLATED if drift is None or drift in COSMETIC else Status.STALE


def _by_past(unit: Unit, past: Past, translation: Translation) -> _Judgement:
    """By the pin, or by the target's own history; what neither tells counts as translated."""
    evidence, lineage = _lineage(unit, past)
    if lineage is None or not lineage.changed_by:
        return _Judgement(Status.TRANSLATED, evidence, None, lineage)
    drift = class_since(lineage.then, unit, translation)
    if drift in _COPIED and _has_followed(unit):
        return _Judgement(Status.TRANSLATED, evidence, None, None)
    return _Judgement(_of(drift), evidence, drift, lineage)


def _has_followed(unit: Unit) -> bool:
    """Whether the target has today's code, or formulas and numbers, as when both sides were mended at once."""
    if unit.source is None or unit.target is None:
        return False
    if unit.source.kind is BlockKind.CODE:
        return folded_space(unit.source.text) == folded_space(unit.target.text)
    return copies(unit.source) == copies(unit.target)


def _lineage(unit: Unit, past: Past) -> tuple[Evidence, Lineage | None]:
    if unit.source is None or unit.target is None or unit.confidence < _SURE or not past.source.stages:
        return Evidence.STRUCTURE, None
    if past.pinned is not None:
        return Evidence.PIN, lineage_since(unit.source, past.pinned, past.source)
    written = written_in(unit.target, past.target) if past.target.stages else None
    landed = past.source_at(written.stage) if written else None
    place = copied_from(unit.target, unit.source, landed or 0, past.source)
    if landed is None and not place:
        return Evidence.STRUCTURE, None
    lineage = lineage_since(unit.source, place, past.source)
    both = written.retouched.intersection(lineage.changed_by) if written else frozenset()
    if both:
        followed = next(n for n, stage in enumerate(past.source.stages) if stage.commit in both)
        lineage = lineage_since(unit.source, followed, past.source)
    return Evidence.HISTORY, lineage
