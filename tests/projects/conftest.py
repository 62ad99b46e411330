"""A small course in a temporary folder, and the command line run in it."""

import os
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import pytest

from transcheck.cli import main

EN = """---
lang-ref: ch.01
title: Week 1
---

## Loss

The loss says how wrong the prediction is for every one of the 40 points.

## Descent

Every step of the descent moves the parameters a little against the gradient.
"""
ES = """---
lang-ref: ch.01
lang: es
title: Semana 1
translator: Inés Robledo
translation-date: 12 Mar 2025
---

<!-- ## Loss -->
## Pérdida

<!-- The loss says how wrong the prediction is for every one of the 40 points. -->
La pérdida dice cuánto se equivoca la predicción para cada uno de los 40 puntos.

<!-- ## Descent -->
## Descenso

<!-- Every step of the descent moves the parameters a little against the gradient. -->
Cada paso del descenso mueve los parámetros un poco en contra del gradiente.
"""
PLAIN = "\n".join(line for line in ES.split("\n") if not line.startswith("<!--"))
"""The Spanish without source comments."""


@dataclass(frozen=True)
class Course:
    """The folder `docs` of a project at `root`."""

    root: Path

    @property
    def docs(self) -> Path:
        return self.root / "docs"

    def write(self, path: str, text: str) -> Path:
        full = self.docs / path
        full.parent.mkdir(parents=True, exist_ok=True)
        full.write_bytes(text.encode("utf-8", "surrogateescape"))
        return full

    def read(self, path: str) -> str:
        return (self.docs / path).read_bytes().decode("utf-8")


@dataclass(frozen=True)
class Ran:
    """What a command left behind."""

    code: int
    out: str
    err: str


Run: TypeAlias = Callable[..., Ran]


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Course:
    """A clean course: English and Spanish, one chapter; the working directory is its root."""
    (tmp_path / ".git").mkdir()
    made = Course(tmp_path)
    made.write("en/week01/01.md", EN)
    made.write("es/week01/01.md", ES)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225600")
    for name in ("NO_COLOR", "FORCE_COLOR", "TRANSCHECK_TRACEBACK"):
        monkeypatch.delenv(name, raising=False)
    return made


@dataclass
class Repository:
    """A course in a repository; each commit is a minute after the one before."""

    course: Course
    minutes: int = 0

    def git(self, *arguments: str) -> str:
        self.minutes += 1
        date = f"2025-01-01T{self.minutes // 60:02}:{self.minutes % 60:02}:00Z"
        environment = {
            **os.environ,
            "GIT_AUTHOR_DATE": date, "GIT_COMMITTER_DATE": date, "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@example.org",
            "GIT_COMMITTER_NAME": "A", "GIT_COMMITTER_EMAIL": "a@example.org",
        }  # fmt: skip
        done = subprocess.run(
            ["git", *arguments], cwd=self.course.root, env=environment, capture_output=True, text=True, check=True
        )
        return done.stdout.strip()

    def commit(self, path: str, text: str, subject: str) -> str:
        self.course.write(path, text)
        self.git("add", "-A")
        self.git("commit", "-q", "-m", subject)
        return self.git("rev-parse", "HEAD")


@pytest.fixture
def repository(course: Course) -> Repository:
    """The course with its English and Spanish committed."""
    (course.root / ".git").rmdir()
    made = Repository(course)
    made.git("init", "-q", "-b", "main")
    made.git("add", "-A")
    made.git("commit", "-q", "-m", "start")
    return made


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str]) -> Run:
    """Runs the command line in this process."""

    def run_it(*arguments: str) -> Ran:
        capfd.readouterr()
        with pytest.raises(SystemExit) as left:
            main(list(arguments))
        out, err = capfd.readouterr()
        return Ran(int(left.value.code or 0), out, err)

    return run_it
