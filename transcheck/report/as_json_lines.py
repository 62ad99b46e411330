"""One JSON object a finding and a line, for streams and `jq`; the objects are those of `json`."""

from collections.abc import Iterator

from transcheck.model.finding import Result
from transcheck.report.json_value import dumped_line, finding_value
from transcheck.report.options import Options


def lines(result: Result, options: Options) -> Iterator[str]:
    return (dumped_line(finding_value(finding)) for finding in result.findings)
