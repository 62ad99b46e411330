"""One JSON object, a finding a line: the contract that tools read."""

from collections.abc import Iterator
from dataclasses import asdict

from transcheck.model.finding import Result
from transcheck.report.json_value import dumped_line, finding_value
from transcheck.report.options import Options

_VERSION = 1


def lines(result: Result, options: Options) -> Iterator[str]:
    yield f'{{"version":{_VERSION},"findings":['
    last = len(result.findings)
    for number, finding in enumerate(result.findings, 1):
        yield dumped_line(finding_value(finding)) + ("," if number < last else "")
    yield f'],"summary":{dumped_line(asdict(result.summary))}}}'
