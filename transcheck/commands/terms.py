"""Where a project's glossaries are, and what they hold."""

from collections.abc import Mapping
from pathlib import Path

from transcheck.commands.project import Project
from transcheck.config import Config
from transcheck.errors import UserError
from transcheck.terms.base import TermBase

PACKAGED, NONE = "packaged", "none"


def project_terms(project: Project, glossary: str | None = None) -> Mapping[str, TermBase]:
    """The term base of each locale of the corpus that has one; `glossary` goes before the configuration.

    Raises UserError for a glossary that is broken, that contradicts itself or whose examples fail.
    """
    from transcheck.terms.examples import verify
    from transcheck.terms.load import load_packaged, packaged, term_base_for

    if not _is_wanted(project, glossary):
        return {}
    folder = glossary_folder(project.root, project.config, glossary)
    if folder is None:
        bases = {name: load_packaged(name) for name in packaged()} if _choice(project.config, glossary) else {}
    else:
        bases = _own(folder)
        for base in bases.values():
            verify(base)
    found = {locale: term_base_for(locale, bases) for locale in project.corpus.locales}
    return {locale: base for locale, base in found.items() if base is not None}


def _own(folder: Path) -> dict[str, TermBase]:
    from transcheck.terms.load import load_folder

    return dict(load_folder(folder))


def _choice(config: Config, glossary: str | None) -> str:
    return config.glossary if glossary is None else glossary


def _is_wanted(project: Project, glossary: str | None) -> bool:
    return _choice(project.config, glossary) != NONE


def glossary_folder(root: Path, config: Config, glossary: str | None = None) -> Path | None:
    """The folder of the project's glossaries; None where there is none, or the packaged ones are wanted."""
    from transcheck.terms.load import find_folder

    choice = _choice(config, glossary)
    if choice in (PACKAGED, NONE):
        return None
    if not choice:
        return find_folder(root)
    base = Path.cwd() if glossary is not None or config.folder is None else config.folder
    folder = base / choice
    if not folder.is_dir():
        where = "--glossary" if glossary is not None else f"{config.file}: glossary"
        raise UserError(f"{where}: {choice!r} is no folder (nor {PACKAGED!r}, nor {NONE!r})")
    return folder
