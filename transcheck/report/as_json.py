"""One JSON object: the contract that tools read."""

from collections.abc import Iterator
from dataclasses import asdict

from transcheck.model.finding import Result
from transcheck.report.json_value import dumped, finding_value
from transcheck.report.options import Options

_VERSION = 1


def lines(result: Result, options: Options) -> Iterator[str]:
    findings = [finding_value(finding) for finding in result.findings]
    yield dumped({"version": _VERSION, "findings": findings, "summary": asdict(result.summary)})
