"""Literate cases: `tests/rules/<family>/<rule-id>.md`, run with the one rule of their name.

A case is a `## ` heading, a sentence of prose, and code blocks:

    ```markdown source            the English chapter (en/chapter.md)
    ```markdown target            its translation (es/chapter.md); `target ja` for another locale
    ```markdown file=en/a.md      any other file, for rules over the corpus; `text file=…` likewise
    ```toml config                transcheck.toml
    ```findings                   `line:column message`, with the path before where there are files
    ```markdown fixed             the target after every fix that the rule proposes

A `source` alone is checked as a document; a target alone serves itself by its comments.  A visible
`␍` at a line's end stands for CR, `\\u{200b}` for that character: what an editor would lose.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from transcheck.commands.plan import make_plan
from transcheck.commands.project import open_project
from transcheck.commands.terms import project_terms
from transcheck.fix import apply_fixes
from transcheck.lint import lint
from transcheck.model.finding import Finding

_CASE = re.compile(r"^## (?P<title>.+)$", re.M)
_FENCE = re.compile(r"^(?P<mark>`{3,})(?P<info>[^\n`]*)\n(?P<body>.*?)^(?P=mark)[ ]*$", re.M | re.S)
_ESCAPE = re.compile(r"\\u\{([0-9a-fA-F]{1,6})\}")
SOURCE = "en/chapter.md"


@dataclass
class Case:
    """One behaviour: the files of a small project, and what the rule says of them."""

    title: str
    files: dict[str, str] = field(default_factory=dict)
    target: str = ""
    findings: str | None = None
    findings_at: tuple[int, int] = (0, 0)
    fixed: str | None = None


def parse(text: str) -> Iterator[Case]:
    """The cases of a Markdown text; `findings_at` is where the body of the findings block stands."""
    marks = [match for match in _CASE.finditer(text) if not _inside_fence(text, match.start())]
    for match, end in zip(marks, [*(m.start() for m in marks[1:]), len(text)], strict=True):
        case = Case(match["title"].strip())
        for fence in _FENCE.finditer(text, match.end(), end):
            _take(case, fence)
        yield case


def _inside_fence(text: str, at: int) -> bool:
    return any(fence.start() < at < fence.end() for fence in _FENCE.finditer(text))


def _take(case: Case, fence: re.Match[str]) -> None:
    words = fence["info"].split()
    kind, body = (words[0] if words else ""), _plain(fence["body"])
    role = words[1] if len(words) > 1 else ""
    if kind == "findings":
        case.findings, case.findings_at = body, fence.span("body")
    elif role.startswith("file="):
        case.files[role[5:]] = body
    elif role == "config":
        case.files["transcheck.toml"] = body
    elif role == "source":
        case.files[SOURCE] = body
    elif role == "target":
        case.target = f"{words[2] if len(words) > 2 else 'es'}/chapter.md"
        case.files[case.target] = body
    elif role == "fixed":
        case.fixed = body


def _plain(body: str) -> str:
    return _ESCAPE.sub(lambda m: chr(int(m[1], 16)), body.replace("␍\n", "\r\n"))


def run(case: Case, rule: str, folder: Path) -> tuple[Finding, ...]:
    """The findings of `rule` in the project of `case`, in `folder`, as if every other rule had run in silence."""
    for path, text in case.files.items():
        full = folder / path
        full.parent.mkdir(parents=True, exist_ok=True)
        full.write_bytes(text.encode("utf-8", "surrogateescape"))
    (folder / "en").mkdir(parents=True, exist_ok=True)
    project = open_project((str(folder),))
    plan = replace(make_plan(project.config, (rule,), terms=project_terms(project)), complete=True)
    return lint(project.corpus, plan, project.loader).findings


def listed(case: Case, findings: tuple[Finding, ...]) -> str:
    """Findings as a case shows them: without the path where there is but one document to speak of."""
    alone = not any(path.endswith((".md", ".mdx", ".yml")) and path not in (SOURCE, case.target) for path in case.files)
    checked = case.target or SOURCE
    lines = []
    for one in findings:
        place = "" if alone and one.path == checked else f"{one.path}:"
        lines.append(f"{place}{one.line}:{one.column} {one.message}\n")
    return "".join(lines)


def mended(case: Case, findings: tuple[Finding, ...], path: str) -> str:
    """The text of `path` after every fix."""
    return apply_fixes(case.files[path], [f.fix for f in findings if f.fix and f.path == path]).text
