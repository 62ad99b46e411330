"""The status as tables that fit the terminal; paths are never cut, for people click on them."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from shlex import quote
from textwrap import wrap

from transcheck.locales.language import language
from transcheck.model.status import DocumentStatus, Status, StatusReport, UnitStatus
from transcheck.report.escape import isolated, visible
from transcheck.report.escape import path as safe_path
from transcheck.report.excerpt import shortened
from transcheck.report.options import Options
from transcheck.report.summary import counted
from transcheck.report.table import filled, table
from transcheck.report.terminal import Painter, Style, width_of

_BAR = 20
_ROOM = 48
"""Columns from which a text that is longer is cut; where there are fewer, it goes to a line of its own."""
_HEADS = ("language", "locale", "words done", "chapters done", "stale", "untr.", "missing")
_SHORT_HEADS = ("language", "locale", "words", "done", "stale", "untr.", "missing")
_WIDE = 80
_STYLES = {Status.STALE: Style.WARNING, Status.UNTRANSLATED: Style.INFO, Status.MISSING: Style.FAINT}


def overview(report: StatusReport, options: Options) -> Iterator[str]:
    """A line a locale: how much of the source's words is translated, and chapters by status."""
    heads = _HEADS if options.width >= _WIDE else _SHORT_HEADS
    rows = [_overview_row(report, locale) for locale in report.locales]
    drawn = list(table(heads, rows, options.width))
    if drawn and options.width >= width_of(drawn[0]) + 2 + _BAR:
        drawn = [f"{line}  {one}".rstrip() for line, one in zip(drawn, _bars(report), strict=True)]
    yield from drawn
    if not report.locales:
        yield "no translations found"
    yield from (line for limit in report.limits for line in wrapped(f"note: {limit}", options))


def wrapped(text: str, options: Options) -> list[str]:
    """A sentence of ours on as many lines as it needs."""
    return wrap(visible(text), max(options.width, _ROOM), break_long_words=False, break_on_hyphens=False)


def _bars(report: StatusReport) -> list[str]:
    return ["", *(bar(report, locale) for locale in report.locales)]


def _overview_row(report: StatusReport, locale: str) -> tuple[str, ...]:
    counts = Counter(document.status for document in report.of(locale))
    order = (Status.TRANSLATED, Status.STALE, Status.UNTRANSLATED, Status.MISSING)
    return (language(locale).name, locale, percent(report, locale), *(str(counts[status]) for status in order))


def name_of(locale: str) -> str:
    return f"{language(locale).name} ({locale})"


def percent(report: StatusReport, locale: str) -> str:
    """The share of the source's words whose translation is there and not stale; 100 % is all of them."""
    words = report.words(locale)
    return f"{100 * words.translated // words.total if words.total else 0}%"


def bar(report: StatusReport, locale: str) -> str:
    """Done, stale and missing words as a bar of _BAR cells."""
    words = report.words(locale)
    done = round(_BAR * words.translated / words.total) if words.total else 0
    stale = round(_BAR * words.stale / words.total) if words.total else 0
    stale = max(stale, 1) if words.stale and done < _BAR else min(stale, _BAR - done)
    return "█" * done + "▒" * stale + "·" * (_BAR - done - stale)


def chapters(report: StatusReport, options: Options) -> Iterator[str]:
    """A line for each document that is not done, with the words to write or to look at."""
    for locale in report.locales:
        behind = [
            (document, chapter.source_path)
            for chapter in report.chapters
            for document in chapter.locales
            if document.locale == locale and document.status is not Status.TRANSLATED
        ]
        if behind:
            yield f"\n{name_of(locale)}"
        for document, source in behind:
            counts = [f"{document.words.missing} to translate"] if document.words.missing else []
            counts += [f"{document.words.stale} stale"] if document.words.stale else []
            what = ", ".join(counts) or "formulas or code only"
            yield _entry(document.status, f"{place_of(document.path or source, options)}", what, options)


def units(report: StatusReport, options: Options) -> Iterator[str]:
    """Every unit that is not done, in the order of the documents."""
    for document in (one for locale in report.locales for one in report.of(locale)):
        behind = [unit for unit in document.units if unit.status is not Status.TRANSLATED]
        if behind:
            yield f"\n{place_of(document.path, options)}  {name_of(document.locale)}"
        for unit in behind:
            place = f"{place_of(document.path, options)}:{unit.line}"
            words = f"{counted(unit.words, 'word')}, " if unit.words else ""
            yield _entry(unit.status, place, f"{words}{kind(unit)}", options)


def _entry(status: Status, place: str, what: str, options: Options) -> str:
    shown = filled(status.value, len(Status.UNTRANSLATED.value))
    line = explained(f"  {shown}  {place}", what, options)
    return line.replace(shown, Painter(options.color).paint(shown, _STYLES[status]), 1)


def explained(head: str, what: str, options: Options) -> str:
    """`head` whole, and `what` after it as far as the line goes, or on the next one."""
    room = options.width - width_of(head) - 2
    if room >= min(width_of(visible(what)), _ROOM):
        return f"{head}  {_quoted(what, room, options)}" if what else head
    return f"{head}\n      {_quoted(what, options.width - 6, options)}"


def _quoted(text: str, width: int, options: Options) -> str:
    cut = shortened(text, width)
    return isolated(cut) if options.color else cut


def todo(report: StatusReport, locale: str, options: Options) -> Iterator[str]:
    """The work of one locale: first what is stale, for it misleads readers, then what is missing; small ones first."""
    words = report.words(locale)
    yield f"{name_of(locale)}: {counted(words.stale, 'stale word')}, {words.missing} to translate"
    rows = sorted(
        ((document, unit) for document in report.of(locale) for unit in document.units), key=lambda row: _rank(*row)
    )
    behind = [row for row in rows if row[1].status is not Status.TRANSLATED]
    for title, group in groupby(behind, key=lambda row: _title(row[1])):
        yield from _work(title, list(group), options)
    absent = [chapter for chapter in report.chapters for d in chapter.locales if d.locale == locale and not d.path]
    if absent:
        yield f"\nmissing chapters ({len(absent)}), small ones first"
    for chapter in sorted(absent, key=lambda one: (one.words, one.chapter)):
        yield f"  {counted(chapter.words, 'word'):>12}  transcheck new {locale} {quote(visible(chapter.chapter))}"


def _rank(document: DocumentStatus, unit: UnitStatus) -> tuple[object, ...]:
    """Stale before untranslated, words before formulas and code, small before large."""
    return (unit.status is not Status.STALE, not unit.words, unit.words, document.path, unit.line)


def _title(unit: UnitStatus) -> str:
    if unit.status is Status.STALE:
        return "stale" if unit.words else "stale, without words"
    return "untranslated" if unit.words else "untranslated, without words"


def _work(title: str, rows: Sequence[tuple[DocumentStatus, UnitStatus]], options: Options) -> Iterator[str]:
    yield f"\n{title} ({len(rows)}), small ones first"
    for document, unit in rows:
        place = f"{place_of(document.path, options)}:{unit.line}"
        yield explained(f"  {counted(unit.words, 'word'):>12}  {place}", f"{kind(unit)}{_commits(unit)}", options)


def kind(unit: UnitStatus) -> str:
    """The class of its drift, or what there is to translate."""
    return f"{unit.drift.value} changed" if unit.drift else unit.unit.kind.value


def _commits(unit: UnitStatus) -> str:
    """The newest commit that changed the source, with its subject."""
    if not unit.changed_by:
        return ""
    newest = unit.changed_by[-1]
    more = f" and {len(unit.changed_by) - 1} more" if len(unit.changed_by) > 1 else ""
    return f", {newest.sha[:10]} {newest.date[:10]}{more} {newest.subject}"


def place_of(path: str, options: Options) -> str:
    """A path as it is shown: on a terminal, kept together where it runs right to left; a log is searched."""
    shown = safe_path(options.path(path))
    return isolated(shown) if options.color else shown
