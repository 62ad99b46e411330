"""Real repositories for tests: the same files make the same commits, on every machine."""

import os
import subprocess
from pathlib import Path


def new_repository(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    git(folder, "init", "-q", "-b", "main", "--object-format=sha1")


def commit_all(folder: Path, number: int) -> str:
    """The name of a commit of all that is there, on the `number`th day of 2025."""
    git(folder, "add", "-A", day=number)
    git(folder, "commit", "-q", "--allow-empty", "-m", f"Revision {number}", day=number)
    return git(folder, "rev-parse", "HEAD")


def git(folder: Path, *arguments: str, day: int = 1) -> str:
    date = f"2025-01-{day:02}T12:00:00Z"
    environment = {
        **os.environ,
        "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@example.org", "GIT_AUTHOR_DATE": date,
        "GIT_COMMITTER_NAME": "A", "GIT_COMMITTER_EMAIL": "a@example.org", "GIT_COMMITTER_DATE": date,
    }  # fmt: skip
    done = subprocess.run(["git", *arguments], cwd=folder, env=environment, capture_output=True, text=True, check=True)
    return done.stdout.strip()
