"""The status as Markdown, for a CI summary or a pull request comment that is updated in place."""

from collections import Counter
from collections.abc import Iterator

from transcheck.model.status import Status, StatusReport
from transcheck.report.escape import markdown
from transcheck.report.status_text import name_of, share

MARK = "<!-- transcheck-status -->"
"""By this line a comment that was written before is found again."""


def lines(report: StatusReport, prefix: str) -> Iterator[str]:
    yield MARK
    yield "## Translations"
    yield ""
    yield "| language | words done | chapters done | stale | untranslated | missing |"
    yield "| --- | ---: | ---: | ---: | ---: | ---: |"
    for locale in report.locales:
        counts = Counter(document.status for document in report.of(locale))
        cells = (counts[s] for s in (Status.TRANSLATED, Status.STALE, Status.UNTRANSLATED, Status.MISSING))
        yield f"| {markdown(name_of(locale))} | {share(report, locale):.0%} | {' | '.join(map(str, cells))} |"
    for locale in report.locales:
        yield from _stale(report, locale, prefix)
    if report.limits:
        yield ""
        yield from (f"> {markdown(limit)}" for limit in report.limits)


def _stale(report: StatusReport, locale: str, prefix: str) -> Iterator[str]:
    """The stale documents of a locale, folded."""
    found = [document for document in report.of(locale) if document.status is Status.STALE]
    if not found:
        return
    yield ""
    yield f"<details><summary>{markdown(name_of(locale))}: {len(found)} stale chapters</summary>"
    yield ""
    yield "| document | stale words | to translate |"
    yield "| --- | ---: | ---: |"
    for document in sorted(found, key=lambda one: -(one.words.stale + one.words.missing)):
        yield f"| {markdown(prefix + document.path)} | {document.words.stale} | {document.words.missing} |"
    yield ""
    yield "</details>"
