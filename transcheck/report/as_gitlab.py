"""GitLab Code Quality: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format"""

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping

from transcheck.model.finding import Finding, Result, Severity
from transcheck.report.json_value import Json, dumped
from transcheck.report.options import Options

_SEVERITIES: Mapping[Severity, str] = {
    Severity.ERROR: "major",
    Severity.WARNING: "minor",
    Severity.INFO: "info",
}


def lines(result: Result, options: Options) -> Iterator[str]:
    marks = _fingerprints(result)
    yield dumped([_value(finding, mark, options) for finding, mark in zip(result.findings, marks, strict=True)])


def _value(finding: Finding, fingerprint: str, options: Options) -> Mapping[str, Json]:
    return {
        "description": finding.message,
        "check_name": finding.rule,
        "fingerprint": fingerprint,
        "severity": _SEVERITIES[finding.severity],
        "location": {
            "path": options.path(finding.path),
            "lines": {"begin": finding.line, "end": finding.end_line},
        },
    }


def _fingerprints(result: Result) -> Iterator[str]:
    """GitLab drops findings whose fingerprint another one has, so that equal ones are numbered."""
    seen: Counter[tuple[str, str, str]] = Counter()
    for finding in result.findings:
        key = (finding.path, finding.rule, finding.fingerprint)
        text = "\0".join((*key, str(seen[key])))
        seen[key] += 1
        yield hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]
