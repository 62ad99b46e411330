"""What every format says in the same words: the sentences of a summary, and the order of files."""

from collections.abc import Iterator, Mapping

from transcheck.model.finding import Finding, Result, Summary


def sentences(summary: Summary) -> Iterator[str]:
    """The counts of a run, then what was silenced, then what can be fixed; the last two if there are any."""
    yield f"{_findings(summary)} in {counted(summary.documents, 'document')}"
    silenced = [
        f"{summary.suppressed} suppressed" if summary.suppressed else "",
        f"{summary.baseline} in the baseline" if summary.baseline else "",
    ]
    if any(silenced):
        yield f"not shown: {', '.join(filter(None, silenced))}"
    if summary.fixable_safe:
        more = f", {summary.fixable_unsafe} more with --unsafe" if summary.fixable_unsafe else ""
        yield f"{summary.fixable_safe} can be fixed with transcheck fix{more}"
    elif summary.fixable_unsafe:
        yield f"{summary.fixable_unsafe} can be fixed with transcheck fix --unsafe"


def counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def by_path(result: Result) -> Mapping[str, tuple[Finding, ...]]:
    """The findings of each file, files and findings in the order in which they were given."""
    files: dict[str, list[Finding]] = {}
    for finding in result.findings:
        files.setdefault(finding.path, []).append(finding)
    return {path: tuple(findings) for path, findings in files.items()}


def _findings(summary: Summary) -> str:
    counts = ((summary.errors, "error"), (summary.warnings, "warning"), (summary.infos, "info"))
    return ", ".join(counted(number, noun) for number, noun in counts if number) or "no findings"
