"""For people at a terminal: the line, a caret, the source beside it, a hint and a fix."""

from collections.abc import Iterator
from dataclasses import dataclass

from transcheck.model.finding import Finding, Place, Result
from transcheck.report import escape
from transcheck.report.excerpt import excerpt, shortened
from transcheck.report.options import Options
from transcheck.report.summary import by_path, sentences
from transcheck.report.terminal import SEVERITY_STYLES, Painter, Style, width_of


def lines(result: Result, options: Options) -> Iterator[str]:
    page = _Page(options, Painter(options.color))
    for findings in by_path(result).values():
        for finding in findings:
            yield from page.finding(finding)
            yield ""
    yield from sentences(result.summary)


@dataclass(frozen=True)
class _Page:
    options: Options
    painter: Painter

    def finding(self, finding: Finding) -> Iterator[str]:
        yield self._header(finding)
        gutter = " " * max(len(str(finding.line)) + 2, 5)
        if finding.excerpt:
            yield from self._excerpt(finding, len(gutter))
        if finding.source:
            yield gutter + self._place(finding.source, len(gutter))
        for place in finding.related:
            yield gutter + self._place(place, len(gutter))
        yield from self._advice(finding, gutter)

    def _header(self, finding: Finding) -> str:
        path = escape.path(self.options.path(finding.path))
        place = self.painter.paint(f"{self._isolated(path)}:{finding.line}:{finding.column}:", Style.PATH)
        severity = self.painter.paint(f"{finding.severity.value}[{finding.rule}]", SEVERITY_STYLES[finding.severity])
        return f"{place} {severity} {self._isolated(escape.visible(finding.message))}"

    def _excerpt(self, finding: Finding, indent: int) -> Iterator[str]:
        one_line = finding.end_line == finding.line
        end = finding.end_column - 1 if one_line else len(finding.excerpt)
        part = excerpt(finding.excerpt, finding.column - 1, end, self.options.width - indent - 2)
        style = SEVERITY_STYLES[finding.severity]
        text = self._isolated(part.before + self.painter.paint(part.marked, style) + part.after)
        yield f"{self._faint(f'{finding.line:>{indent - 1}} | ')}{text}".rstrip()
        yield f"{self._faint(' ' * indent + '| ')}{self.painter.paint(part.carets, style)}"

    def _place(self, place: Place, indent: int) -> str:
        where = f"{escape.path(self.options.path(place.path))}:{place.line}"
        if not place.text:
            return self._faint(where)
        text = shortened(place.text, max(self.options.width - indent - width_of(where) - 3, 20))
        return f"{self._faint(f'{where} | ')}{self._isolated(text)}"

    def _advice(self, finding: Finding, gutter: str) -> Iterator[str]:
        hints = finding.hint.split("\n") if finding.hint else ()
        for line in hints:
            yield f"{gutter}hint: {self._isolated(escape.visible(line))}"
        if finding.fix:
            title = self._isolated(escape.visible(finding.fix.title))
            yield gutter + self.painter.paint(f"fix available: {title} ({finding.fix.safety.value})", Style.FIXABLE)

    def _faint(self, text: str) -> str:
        return self.painter.paint(text, Style.FAINT)

    def _isolated(self, text: str) -> str:
        """Only on a terminal: elsewhere the isolates would be characters of our own in the text."""
        return escape.isolated(text) if self.options.color else text
