"""The commits whose changes a project declares to be no drift."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import regex

from transcheck.config import Config
from transcheck.errors import UserError
from transcheck.model.history import Commit, is_commit_name

_SECONDS = 0.2
"""How long one pattern may look at one subject; one that takes longer would not end."""
_LONGEST_SUBJECT = 1_000
_SHORTEST = 7


def ignored_commits(config: Config, commits: Sequence[Commit]) -> frozenset[Commit]:
    """Those of `commits` that the configuration names by their SHA, in a file, or by a pattern of their subject."""
    if not config.ignore_commits and not config.ignore_subjects:
        return frozenset()
    names = tuple(name.lower() for entry in config.ignore_commits for name in _names(entry, config))
    patterns = [_compiled(pattern, config) for pattern in config.ignore_subjects]
    return frozenset(
        commit
        for commit in commits
        if commit.sha.startswith(names) or any(_fits(pattern, commit, config) for pattern in patterns)
    )


def _names(entry: str, config: Config) -> Iterator[str]:
    """The commit that an entry names, or those of the file that it names, as git-blame reads it."""
    if is_commit_name(entry):
        if len(entry) < _SHORTEST:
            raise UserError(f"{config.file}: ignore-commits: {entry!r} is too short, at least {_SHORTEST} digits tell")
        yield entry
        return
    path = (config.folder or Path()) / entry
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise UserError(
            f"{config.file}: ignore-commits: {entry!r} is no commit, and no file that can be read: {reason}"
        ) from None
    for number, line in enumerate(lines, 1):
        name = line.partition("#")[0].strip()
        if name and not (is_commit_name(name) and len(name) >= _SHORTEST):
            raise UserError(f"{path}:{number}: {name!r} is no commit")
        yield from [name] if name else []


def _compiled(pattern: str, config: Config) -> "regex.Pattern[str]":
    try:
        return regex.compile(pattern)
    except regex.error as error:
        raise UserError(f"{config.file}: ignore-subjects: {pattern!r}: {error}") from None


def _fits(pattern: "regex.Pattern[str]", commit: Commit, config: Config) -> bool:
    try:
        return pattern.search(commit.subject[:_LONGEST_SUBJECT], timeout=_SECONDS) is not None
    except TimeoutError:
        raise UserError(
            f"{config.file}: ignore-subjects: {pattern.pattern!r} takes too long on {commit.subject[:60]!r}"
        ) from None
