"""The status as Markdown, for a CI summary or a pull request comment that is updated in place."""

from collections import Counter
from collections.abc import Iterator

from transcheck.model.status import Status, StatusReport
from transcheck.report.comment import fitting
from transcheck.report.escape import markdown
from transcheck.report.options import Options
from transcheck.report.status_text import name_of, percent

MARK = "<!-- transcheck-status -->"
"""By this line a comment that was written before is found again."""


def lines(report: StatusReport, options: Options) -> Iterator[str]:
    yield from (MARK, "## Translations", "")
    yield "| language | words done | chapters done | stale | untranslated | missing |"
    yield "| --- | ---: | ---: | ---: | ---: | ---: |"
    for locale in report.locales:
        counts = Counter(document.status for document in report.of(locale))
        cells = (counts[s] for s in (Status.TRANSLATED, Status.STALE, Status.UNTRANSLATED, Status.MISSING))
        yield f"| {markdown(name_of(locale))} | {percent(report, locale)} | {' | '.join(map(str, cells))} |"
    yield from fitting([found for locale in report.locales if (found := _behind(report, locale, options))], "language")
    if report.limits:
        yield ""
        yield from (f"> {markdown(limit)}" for limit in report.limits)


def _behind(report: StatusReport, locale: str, options: Options) -> list[str]:
    """The stale documents of a locale, those with the most words first, folded."""
    found = [document for document in report.of(locale) if document.status is Status.STALE]
    if not found:
        return []
    rows = (
        f"| {markdown(options.path(document.path))} | {document.words.stale} | {document.words.missing} |"
        for document in sorted(found, key=lambda one: (-(one.words.stale + one.words.missing), one.path))
    )
    chapters = "1 stale chapter" if len(found) == 1 else f"{len(found)} stale chapters"
    head = f"<details><summary>{markdown(name_of(locale))}: {chapters}</summary>"
    table = ("| document | stale words | to translate |", "| --- | ---: | ---: |")
    return ["", head, "", *table, *rows, "", "</details>"]
