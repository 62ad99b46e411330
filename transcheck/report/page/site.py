"""A report with its findings -> every page of the site, by the name of its file."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from transcheck.model.finding import Finding, Severity
from transcheck.model.forge import Forge
from transcheck.model.status import ChapterStatus, DocumentStatus, StatusReport
from transcheck.report.page.chapter import rows, unplaced
from transcheck.report.page.names import slugs
from transcheck.report.page.render import render
from transcheck.report.page.tally import Tally, Tongue, tally, tongue
from transcheck.report.page.work import tasks


@dataclass(frozen=True)
class PageInput:
    """What a page shows; `summaries` says what each rule finds, `forge` where lines and commits can be linked to."""

    report: StatusReport
    findings: tuple[Finding, ...]
    title: str
    summaries: Mapping[str, str]
    forge: Forge | None = None


def pages(given: PageInput) -> Iterator[tuple[str, str]]:
    """The name and the text of each page."""
    site = _Site(given)
    yield "index.html", site.render("index.html", "index.html")
    yield "findings.html", site.render("findings.html", "findings.html", tables=_by_rule(site))
    for locale in given.report.locales:
        yield from _locale(site, locale)


def _locale(site: "_Site", locale: str) -> Iterator[tuple[str, str]]:
    documents = [(chapter, document) for chapter in site.chapters for document in chapter.locales]
    own = [(chapter, document) for chapter, document in documents if document.locale == locale]
    listed = {document.path: rows(document, site.findings_at(document.path)) for _, document in own if document.path}
    name = site.locale_page(locale)
    names = {document.path: site.page(locale, chapter.chapter) for chapter, document in own}
    shared: dict[str, object] = {"locale": locale, "documents": own}
    anchors = {each.fingerprint: row.anchor for found in listed.values() for row in found for each in row.findings}
    work = {"tasks": tasks(own, listed), "absent": _absent(own), "anchors": anchors, "pages": names}
    yield name, site.render("locale.html", name, **shared, **work)
    for place, (chapter, document) in enumerate(own):
        if document.path:
            near = (_with_path(own[:place][::-1]), _with_path(own[place + 1 :]))
            name = site.page(locale, chapter.chapter)
            found = listed[document.path]
            about = {"chapter": chapter, "document": document, "near": near, "found": found}
            whole = unplaced(found, site.findings_at(document.path))
            yield name, site.render("chapter.html", name, **shared, **about, whole=whole)


def _with_path(documents: Sequence[tuple[ChapterStatus, DocumentStatus]]) -> ChapterStatus | None:
    return next((chapter for chapter, document in documents if document.path), None)


def _absent(documents: Sequence[tuple[ChapterStatus, DocumentStatus]]) -> list[ChapterStatus]:
    """The chapters that are missing, the small ones first."""
    return sorted((c for c, document in documents if not document.path), key=lambda one: (one.words, one.chapter))


def _by_rule(site: "_Site") -> dict[str, dict[str, Counter[str]]]:
    """How often each rule found something in each locale, by severity; "" stands for what is of no locale."""
    locale_of = {d.path: d.locale for chapter in site.chapters for d in chapter.locales if d.path}
    counts: dict[str, dict[str, Counter[str]]] = {severity.value: defaultdict(Counter) for severity in Severity}
    for finding in site.given.findings:
        counts[finding.severity.value][finding.rule][locale_of.get(finding.path, "")] += 1
    return {severity: dict(sorted(found.items())) for severity, found in counts.items() if found}


class _Site:
    """What every page needs of the whole."""

    def __init__(self, given: PageInput) -> None:
        self.given = given
        self.report = given.report
        self.chapters = given.report.chapters
        self.forge = given.forge
        self._locales = slugs(given.report.locales)
        self._chapters = slugs(chapter.chapter for chapter in self.chapters)

    @cached_property
    def _by_path(self) -> Mapping[str, tuple[Finding, ...]]:
        found: dict[str, list[Finding]] = defaultdict(list)
        for finding in self.given.findings:
            found[finding.path].append(finding)
        return {path: tuple(findings) for path, findings in found.items()}

    @cached_property
    def others(self) -> tuple[Finding, ...]:
        """Findings of documents that have no page: the source's, and those of files that are no chapters."""
        shown = {document.path for chapter in self.chapters for document in chapter.locales}
        return tuple(finding for finding in self.given.findings if finding.path not in shown)

    def findings_at(self, path: str) -> tuple[Finding, ...]:
        return self._by_path.get(path, ())

    def findings_of(self, locale: str) -> list[Finding]:
        """The findings of a locale, the heaviest first."""
        found = [f for d in self.report.of(locale) if d.path for f in self.findings_at(d.path)]
        return sorted(found, key=lambda one: (one.severity.rank, one.rule, one.path, one.line))

    def locale_page(self, locale: str) -> str:
        return f"{self._locales[locale]}.html"

    def page(self, locale: str, chapter: str) -> str:
        return f"{self._locales[locale]}.{self._chapters[chapter]}.html"

    def tongue(self, locale: str) -> Tongue:
        return tongue(locale)

    def tally(self, locale: str) -> Tally:
        return tally(self.report.of(locale), self.findings_of(locale))

    def document_tally(self, document: DocumentStatus) -> Tally:
        return tally((document,), self.findings_at(document.path))

    def render(self, template: str, name: str, **context: object) -> str:
        return render(template, {"site": self, "name": name, **context})
