"""Workflow commands, which GitHub Actions turns into annotations of a pull request.

GitHub shows ten annotations of each level for a step, and logs the rest.
https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions
"""

from collections.abc import Iterator, Mapping

from transcheck.model.finding import Finding, Result, Severity
from transcheck.report.escape import github_data, github_property
from transcheck.report.options import Options

_COMMANDS: Mapping[Severity, str] = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.INFO: "notice",
}


def lines(result: Result, options: Options) -> Iterator[str]:
    for finding in result.findings:
        properties = ",".join(f"{key}={github_property(value)}" for key, value in _properties(finding, options).items())
        text = "\n".join(filter(None, (finding.message, finding.hint)))
        yield f"::{_COMMANDS[finding.severity]} {properties}::{github_data(text)}"


def _properties(finding: Finding, options: Options) -> Mapping[str, str]:
    properties = {"file": options.path(finding.path), "line": str(finding.line), "endLine": str(finding.end_line)}
    if finding.end_line == finding.line:  # GitHub refuses columns of a range of lines
        properties |= {"col": str(finding.column), "endColumn": str(finding.end_column)}
    return properties | {"title": finding.rule}
