"""Commits as a finding names them."""

from collections.abc import Sequence

from transcheck.model.history import Commit

_SHORT = 7
_LONGEST = 60


def named(commit: Commit) -> str:
    """`1a2b3c4 of 2021-03-04, "Fix sign"`."""
    return f'{dated(commit)}, "{_subject(commit)}"'


def dated(commit: Commit) -> str:
    return f"{commit.sha[:_SHORT]} of {commit.date[:10]}"


def changed_in(commits: Sequence[Commit]) -> str:
    """One commit, or the first and the last and how many there are; `commits` are oldest first, and some."""
    if len(commits) == 1:
        return f"changed in {named(commits[0])}"
    return f"changed in {len(commits)} commits, from {dated(commits[0])} to {named(commits[-1])}"


def _subject(commit: Commit) -> str:
    subject = " ".join(commit.subject.split())
    return subject if len(subject) <= _LONGEST else subject[: _LONGEST - 1] + "…"
