"""A small course in a temporary folder, and the command line run in it."""

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
