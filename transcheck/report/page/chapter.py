"""A document -> the rows of its bilingual page: each unit with its sides, its status and its findings."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from transcheck.model.document import Document
from transcheck.model.finding import Finding
from transcheck.model.status import DocumentStatus, Status, UnitStatus
from transcheck.model.text import LineIndex
from transcheck.model.unit import Translation, Unit
from transcheck.report.page.text import Paragraph, changed, paragraphs

ADDITION, MARKUP = "addition", "markup"
"""What is said of units that have no status: no source answers them, or nobody translates them."""


@dataclass(frozen=True)
class Row:
    """A unit on the page, found by `anchor`; `then` is empty where the source has not changed."""

    anchor: str
    unit: Unit
    state: str
    status: UnitStatus | None
    line: int
    source: tuple[Paragraph, ...]
    then: tuple[Paragraph, ...]
    target: tuple[Paragraph, ...]
    findings: tuple[Finding, ...]

    @property
    def drift(self) -> str:
        return self.status.drift.value if self.status and self.status.drift else ""

    @property
    def is_behind(self) -> bool:
        return self.status is not None and self.status.status is not Status.TRANSLATED

    @property
    def gist(self) -> str:
        """The beginning of the source, for a list."""
        text = "".join(run.text for paragraph in self.source or self.target for run in paragraph.runs)
        words = " ".join(text.split())
        return words if len(words) <= 100 else f"{words[:99].rstrip()}…"


def rows(document: DocumentStatus, findings: Sequence[Finding]) -> tuple[Row, ...]:
    """A row a unit, in the order of the translation; markup has one where something is found in it."""
    if document.translation is None:
        return ()
    target, units = document.translation.target, document.translation.units
    statuses = {id(one.unit): one for one in document.units}
    at = _places(document.translation, findings)
    told = [(unit, statuses.get(id(unit)), found) for unit, found in zip(units, at, strict=True)]
    shown = [one for one in told if one[1] or one[2] or not one[0].kind.is_markup]
    return tuple(_row(f"u{number}", target, *one) for number, one in enumerate(shown, 1))


def unplaced(found: Sequence[Row], findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """The findings that no row shows: those of the document as a whole."""
    shown = {id(finding) for row in found for finding in row.findings}
    return tuple(finding for finding in findings if id(finding) not in shown)


def _row(anchor: str, target: Document, unit: Unit, status: UnitStatus | None, findings: tuple[Finding, ...]) -> Row:
    start = unit.target.span.start if unit.target else unit.at
    return Row(
        anchor=anchor,
        unit=unit,
        state=status.status.value if status else MARKUP if unit.kind.is_markup else ADDITION,
        status=status,
        line=status.line if status else target.lines.place(start)[0],
        source=paragraphs(unit.source),
        then=_then(unit, status),
        target=paragraphs(unit.target, [finding.span for finding in findings]),
        findings=findings,
    )


def _then(unit: Unit, status: UnitStatus | None) -> tuple[Paragraph, ...]:
    """The source as the translator saw it with what became of it, where it is not what it was."""
    seen = (status.source_then if status else "") or (unit.comment.text if unit.comment else "")
    if status is None or not seen or (status.drift is None and unit.source is not None):
        return ()
    return changed(seen, unit.source.text if unit.source else "", unit.kind)


def _places(translation: Translation, findings: Sequence[Finding]) -> list[tuple[Finding, ...]]:
    """The findings of each unit: those of what is missing at its source, others where their text stands."""
    at: list[list[Finding]] = [[] for _ in translation.units]
    spans = list(_spans(translation.units))
    missing = _missing(translation)
    for finding in findings:
        place = missing.get(finding.source.line) if finding.source else None
        place = _at(spans, _inside(translation.target, finding.span.start)) if place is None else place
        if place is not None:
            at[place].append(finding)
    return [tuple(found) for found in at]


def _missing(translation: Translation) -> dict[int, int]:
    """The units without a target, by each line of their source."""
    lines = translation.source.lines if translation.source else LineIndex("")
    found = {}
    for number, unit in enumerate(translation.units):
        if unit.target is None and unit.source is not None:
            first, last = (lines.place(offset)[0] for offset in (unit.source.span.start, unit.source.span.end - 1))
            found.update(dict.fromkeys(range(first, last + 1), number))
    return found


def _inside(target: Document, offset: int) -> int:
    """The offset, or, where it is that of a comment's delimiter, of the text in the comment."""
    owner = target.comment_at(offset)
    return max(offset, owner.blocks[0].span.start) if owner and owner.blocks else offset


def _spans(units: Sequence[Unit]) -> Iterator[tuple[int, int, int]]:
    """The extent of each unit in the translation, its comment included."""
    for number, unit in enumerate(units):
        for side in (unit.target, unit.comment):
            if side is not None:
                for block in side.blocks:
                    yield number, block.span.start, block.span.end


def _at(spans: Sequence[tuple[int, int, int]], offset: int) -> int | None:
    """The unit at `offset`, or the last one before it."""
    within = next((number for number, start, end in spans if start <= offset < end), None)
    if within is not None:
        return within
    before = [(end, number) for number, _, end in spans if end <= offset]
    return max(before)[1] if before else None
