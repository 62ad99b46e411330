"""Markdown for the summary of a CI job: a table a file."""

from collections.abc import Iterator
from itertools import chain

from transcheck.model.finding import Finding, Result
from transcheck.report.escape import markdown
from transcheck.report.options import Options
from transcheck.report.summary import by_path, counted, sentences

_LIMIT = 900_000  # bytes; GitHub refuses a job summary of over 1 MiB as a whole


def lines(result: Result, options: Options) -> Iterator[str]:
    first, *rest = map(markdown, sentences(result.summary))
    yield f"**{first}**"
    for sentence in rest:
        yield f"<br>{sentence}"
    size, shown = 0, 0
    for path, findings in by_path(result).items():
        head = (
            "",
            f"### {markdown(options.path(path))}",
            "",
            "| Line | Severity | Rule | Message |",
            "|---:|---|---|---|",
        )
        for line in chain(head, map(_row, findings)):
            size += len(line.encode()) + 1
            if size > _LIMIT:
                yield from ("", f"{counted(len(result.findings) - shown, 'finding')} left out")
                return
            yield line
        shown += len(findings)


def _row(finding: Finding) -> str:
    texts = [finding.message, *(finding.hint.split("\n") if finding.hint else ())]
    if finding.fix:
        texts.append(f"fix available: {finding.fix.title} ({finding.fix.safety.value})")
    cells = (str(finding.line), finding.severity.value, finding.rule, "<br>".join(map(markdown, texts)))
    return f"| {' | '.join(cells)} |"
