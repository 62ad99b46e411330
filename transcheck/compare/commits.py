"""Commits as a finding names them."""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime

from transcheck.model.history import Commit
from transcheck.model.status import UnitStatus

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


def changes_of(units: Iterable[UnitStatus]) -> tuple[Commit, ...]:
    """The commits that changed the source of any of `units`, oldest first."""
    return tuple(sorted({commit for unit in units for commit in unit.changed_by}, key=moment))


def day_of(commit: Commit) -> date:
    return moment(commit).date()


def moment(commit: Commit) -> datetime:
    try:
        return datetime.fromisoformat(commit.date).astimezone(UTC)
    except (ValueError, OverflowError):  # A date that git itself could not read: any place will do.
        return datetime.min.replace(tzinfo=UTC)


def _subject(commit: Commit) -> str:
    subject = " ".join(commit.subject.split())
    return subject if len(subject) <= _LONGEST else subject[: _LONGEST - 1] + "…"
