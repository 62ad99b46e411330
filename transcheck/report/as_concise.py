"""One line a finding, for people who read many and editors that jump to places."""

from collections.abc import Iterator

from transcheck.model.finding import Result
from transcheck.report import escape
from transcheck.report.options import Options
from transcheck.report.terminal import SEVERITY_STYLES, Painter, Style


def lines(result: Result, options: Options) -> Iterator[str]:
    painter = Painter(options.color)
    for finding in result.findings:
        path = escape.path(options.path(finding.path))
        place = painter.paint(f"{path}:{finding.line}:{finding.column}:", Style.PATH)
        severity = painter.paint(finding.severity.value, SEVERITY_STYLES[finding.severity])
        yield f"{place} {severity} {finding.rule}: {escape.visible(finding.message)}"
