"""The status as tables that fit a terminal."""

from collections import Counter
from collections.abc import Iterator, Sequence

from transcheck.locales.language import language
from transcheck.model.status import DocumentStatus, Status, StatusReport, UnitStatus
from transcheck.report.escape import visible
from transcheck.report.terminal import width_of

_BAR = 20


def overview(report: StatusReport) -> Iterator[str]:
    """A line a locale: how much of the source's words is translated, and chapters by status."""
    yield f"{'locale':28} {'words translated':>{_BAR + 6}}  {'done':>5} {'stale':>6} {'untr.':>6} {'missing':>8}"
    for locale in report.locales:
        counts = Counter(document.status for document in report.of(locale))
        cells = [counts[status] for status in (Status.TRANSLATED, Status.STALE, Status.UNTRANSLATED, Status.MISSING)]
        yield (
            f"{padded(name_of(locale), 28)} {bar(report, locale)} {share(report, locale):>4.0%}  "
            f"{cells[0]:>5} {cells[1]:>6} {cells[2]:>6} {cells[3]:>8}"
        )
    yield from (f"note: {limit}" for limit in report.limits)


def name_of(locale: str) -> str:
    return f"{language(locale).name} ({locale})"


def share(report: StatusReport, locale: str) -> float:
    """The share of the source's words whose translation is there and not stale."""
    words = report.words(locale)
    return words.translated / words.total if words.total else 0.0


def bar(report: StatusReport, locale: str) -> str:
    """Done, stale and missing words as a bar of _BAR cells."""
    words = report.words(locale)
    done = round(_BAR * words.translated / words.total) if words.total else 0
    stale = round(_BAR * words.stale / words.total) if words.total else 0
    stale = max(stale, 1) if words.stale and done < _BAR else min(stale, _BAR - done)
    return "█" * done + "▒" * stale + "·" * (_BAR - done - stale)


def padded(text: str, width: int) -> str:
    return text + " " * max(0, width - width_of(text))


def chapters(report: StatusReport, prefix: str) -> Iterator[str]:
    """A line for each document that is not done, with the words to write or to look at."""
    for locale in report.locales:
        behind = [d for d in report.of(locale) if d.status is not Status.TRANSLATED]
        if behind:
            yield f"\n{name_of(locale)}"
        for chapter in report.chapters:
            for document in chapter.locales:
                if document.locale == locale and document.status is not Status.TRANSLATED:
                    yield _line(
                        document, visible(chapter.chapter), visible(prefix + (document.path or chapter.source_path))
                    )


def _line(document: DocumentStatus, chapter: str, path: str) -> str:
    words = document.words
    counts = [f"{words.missing} to translate"] if words.missing else []
    counts += [f"{words.stale} stale"] if words.stale else []
    return f"  {document.status.value:13} {padded(chapter, 12)} {path}  {', '.join(counts) or 'formulas or code only'}"


def todo(report: StatusReport, locale: str, prefix: str) -> Iterator[str]:
    """The work of one locale: first what is stale, for it misleads readers, then what is missing; small ones first."""
    rows = [
        (document, unit)
        for document in report.of(locale)
        for unit in document.units
        if unit.status is not Status.TRANSLATED
    ]
    stale = [row for row in rows if row[1].status is Status.STALE]
    missing = [row for row in rows if row[1].status is not Status.STALE]
    yield f"{name_of(locale)}: {report.words(locale).stale} stale words, {report.words(locale).missing} to translate"
    yield from _work("stale", sorted(stale, key=_size), prefix)
    yield from _work("untranslated", sorted(missing, key=_size), prefix)
    absent = [chapter for chapter in report.chapters for d in chapter.locales if d.locale == locale and not d.path]
    if absent:
        yield f"\nmissing chapters ({len(absent)}), small ones first"
    for chapter in sorted(absent, key=lambda one: (one.words, one.chapter)):
        name = visible(chapter.chapter)
        yield f"  {chapter.words:>6} words  {name}  transcheck new {locale} {name}"


def _size(row: tuple[DocumentStatus, UnitStatus]) -> tuple[object, ...]:
    return (row[1].words, row[0].path, row[1].line)


def _work(title: str, rows: Sequence[tuple[DocumentStatus, UnitStatus]], prefix: str) -> Iterator[str]:
    if rows:
        yield f"\n{title} ({len(rows)}), small ones first"
    for document, unit in rows:
        kind = f"{unit.drift.value} changed" if unit.drift else unit.unit.kind.value
        yield f"  {unit.words:>6} words  {visible(prefix + document.path)}:{unit.line}  {kind}{_commits(unit)}"


def _commits(unit: UnitStatus) -> str:
    """The newest commit that changed the source, with its subject."""
    if not unit.changed_by:
        return ""
    newest = unit.changed_by[-1]
    more = f" and {len(unit.changed_by) - 1} more" if len(unit.changed_by) > 1 else ""
    return f", {newest.sha[:10]} {newest.date[:10]} {visible(newest.subject)[:60]}{more}"
