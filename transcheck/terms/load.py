"""Glossary files -> term bases: `<locale>.yml` with the line of everything that is wrong in it."""

from collections.abc import Mapping
from pathlib import Path

from transcheck.terms.base import TermBase


def load_glossary(path: Path, shown: str = "") -> TermBase:
    """The term base in the file at `path`, called `shown` in messages.

    Raises UserError("file:line: …") for YAML that cannot be read, unknown keys, wrong types, a concept
    twice, a term allowed here and deprecated there.  Examples are not run: see `failing_examples`.
    """
    raise NotImplementedError


def parse_glossary(text: str, shown: str = "", locale: str = "") -> TermBase:
    """The same from text; `locale` stands for a file that does not say its own."""
    raise NotImplementedError


def load_folder(folder: Path) -> Mapping[str, TermBase]:
    """The term bases of a folder of `<locale>.yml`, by locale; files are `*.yml` and `*.yaml`."""
    raise NotImplementedError


def find_folder(root: Path) -> Path | None:
    """The project's own folder: `glossary/` with term bases at the corpus root, or beside it."""
    raise NotImplementedError


def packaged() -> tuple[str, ...]:
    """The names of the glossaries that come with transcheck, sorted."""
    raise NotImplementedError


def load_packaged(name: str) -> TermBase:
    """The glossary that comes with transcheck; raises UserError that names those there are."""
    raise NotImplementedError
