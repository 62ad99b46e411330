"""Literate cases: `tests/rules/<family>/<rule-id>.md`, run with the one rule of their name.

A case is a `## ` heading, a sentence of prose, and code blocks:

    ```markdown source            the English chapter (en/chapter.md)
    ```markdown target            its translation (es/chapter.md); `target ja` for another locale
    ```markdown file=en/a.md      any other file, for rules over the corpus; `text file=…` likewise
    ```toml config                transcheck.toml
    ```findings                   `line:column message`, with the path before where there are files
    ```markdown fixed             the target after every fix that the rule proposes
    ```markdown source@1          the source as the first commit had it; `target@2 ja`, `file=en/a.md@2` likewise

With such blocks the case is a repository: a commit for each number, then one of the blocks without.  `COMMIT-1`
stands for the name of the first, in all texts and findings.
A `source` alone is checked as a document; a target alone serves itself by its comments.  A visible
`␍` at a line's end stands for CR, `\\u{200b}` for that character: what an editor would lose.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from tests.repository import commit_all, new_repository
from transcheck.commands.chronicle import with_history
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
    past: dict[int, dict[str, str]] = field(default_factory=dict)
    target: str = ""
    commits: dict[str, str] = field(default_factory=dict)
    """What stands for each commit's name, once the case was run."""
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
    role, _, revision = (words[1] if len(words) > 1 else "").partition("@")
    files = case.past.setdefault(int(revision), {}) if revision else case.files
    if kind == "findings":
        case.findings, case.findings_at = body, fence.span("body")
    elif role.startswith("file="):
        files[role[5:]] = body
    elif role == "config":
        files["transcheck.toml"] = body
    elif role == "source":
        files[SOURCE] = body
    elif role == "target":
        case.target = f"{words[2] if len(words) > 2 else 'es'}/chapter.md"
        files[case.target] = body
    elif role == "fixed":
        case.fixed = body


def _plain(body: str) -> str:
    return _ESCAPE.sub(lambda m: chr(int(m[1], 16)), body.replace("␍\n", "\r\n"))


def run(case: Case, rule: str, folder: Path) -> tuple[Finding, ...]:
    """The findings of `rule` in the project of `case`, in `folder`, as if every other rule had run in silence."""
    _write(case, folder)
    (folder / "en").mkdir(parents=True, exist_ok=True)
    project = open_project((str(folder),))
    plan = replace(make_plan(project.config, (rule,), terms=project_terms(project)), complete=True)
    return lint(project.corpus, with_history(plan, project), project.loader).findings


def _write(case: Case, folder: Path) -> None:
    """The files of the case, and before them its past, commit by commit."""
    if case.past:
        new_repository(folder)
    for number, files in [*sorted(case.past.items()), (len(case.past) + 1, case.files)]:
        for path, text in files.items():
            files[path] = _named(text, case.commits)
            full = folder / path
            full.parent.mkdir(parents=True, exist_ok=True)
            full.write_bytes(files[path].encode("utf-8", "surrogateescape"))
        if case.past:
            case.commits[commit_all(folder, number)] = f"COMMIT-{number}"


def _named(text: str, commits: dict[str, str]) -> str:
    """`text` with the commits' names in it."""
    for sha, mark in commits.items():
        text = re.sub(rf"{mark}\b", sha, text)
    return text


def _unnamed(text: str, commits: dict[str, str]) -> str:
    for sha, mark in commits.items():
        text = text.replace(sha, mark).replace(sha[:7], mark)
    return text


def listed(case: Case, findings: tuple[Finding, ...]) -> str:
    """Findings as a case shows them: without the path where there is but one document to speak of."""
    alone = not any(path.endswith((".md", ".mdx", ".yml")) and path not in (SOURCE, case.target) for path in case.files)
    checked = case.target or SOURCE
    lines = []
    for one in findings:
        place = "" if alone and one.path == checked else f"{one.path}:"
        lines.append(f"{place}{one.line}:{one.column} {one.message}\n")
    return _unnamed("".join(lines), case.commits)


def mended(case: Case, findings: tuple[Finding, ...], path: str) -> str:
    """The text of `path` after every fix."""
    after = apply_fixes(case.files[path], [f.fix for f in findings if f.fix and f.path == path]).text
    return _unnamed(after, case.commits)
