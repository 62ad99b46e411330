"""What every command needs first: the root above the given paths, its configuration, its corpus."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path

from transcheck.align.documents import align
from transcheck.check import Loaded
from transcheck.config import Config, find_config, load_config
from transcheck.errors import UserError
from transcheck.model.corpus import Chapter, Corpus
from transcheck.model.document import Document, Head
from transcheck.read.corpus import Layout, read_corpus
from transcheck.read.document import read_document
from transcheck.read.files import EXTENSIONS
from transcheck.read.front_matter import read_front_matter
from transcheck.rule import all_rules


@dataclass(frozen=True)
class Project:
    """A corpus with its root and configuration; `reported` are the paths that were asked for, if not all.

    `overrides` are texts that stand for files, by path.
    """

    root: Path
    config: Config
    corpus: Corpus
    reported: frozenset[str] | None = None
    overrides: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_in_repository(self) -> bool:
        """Whether git may know the corpus; nothing is asked of git for that."""
        return any((folder / ".git").exists() for folder in (self.root, *self.root.parents))

    @property
    def loader(self) -> "Loader":
        return Loader(self.corpus.documents)

    def asks_for(self, head: Head, chapter: Chapter) -> bool:
        """Whether `head` is to be looked at: its path was given, or that of its source, or none."""
        asked = self.reported
        return asked is None or head.path in asked or (chapter.source is not None and chapter.source.path in asked)

    @property
    def asked(self) -> tuple[Chapter, ...]:
        """The chapters with a document that is to be looked at."""
        heads = ((chapter, (chapter.source, *chapter.translations)) for chapter in self.corpus.chapters)
        return tuple(chapter for chapter, found in heads if any(self.asks_for(head, chapter) for head in found if head))

    def with_texts(self, texts: Mapping[str, str]) -> "Project":
        """The project as if its files held `texts`, by path."""
        overrides = {**self.overrides, **texts}
        return replace(self, corpus=read_corpus(self.root, layout_of(self.config), overrides), overrides=overrides)


@dataclass(frozen=True)
class Loader:
    """Reads and aligns a chapter; picklable, for worker processes."""

    documents: Mapping[str, Document]

    def __call__(self, chapter: Chapter) -> Loaded:
        source = self.read(chapter.source) if chapter.source else None
        return Loaded(source, tuple(align(source, self.read(head)) for head in chapter.translations))

    def read(self, head: Head) -> Document:
        return self.documents[head.path]


def document_of(head: Head, text: str) -> Document:
    """The document at `head` as if its file held `text`."""
    return read_document(replace(head, text=text, front_matter=read_front_matter(text)))


def open_project(paths: Sequence[str], config_file: str | None = None, stdin: tuple[str, str] | None = None) -> Project:
    """The project around `paths` (the current folder for none); `stdin` is a file name and its text.

    Raises UserError for a path or a configuration that cannot be used.
    """
    given = [_existing(path) for path in paths] or [Path.cwd()]
    if stdin is not None:
        given = [Path(stdin[0]).absolute()]
    file = Path(config_file).absolute() if config_file else find_config(_folder(given[0]))
    config = load_config(file, all_rules())
    root = find_root(given, config)
    overrides = {_below(root, given[0]): stdin[1]} if stdin is not None else {}
    corpus = read_corpus(root, layout_of(config), overrides)
    return Project(root, config, corpus, _reported(root, given, corpus), overrides)


def layout_of(config: Config) -> Layout:
    return Layout(config.source, config.paths, config.exclude, config.flavour)


def today() -> str:
    """The date of the run as ISO text; SOURCE_DATE_EPOCH sets it, so that a report can be repeated."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return datetime.fromtimestamp(int(epoch), UTC).date().isoformat() if epoch.isdigit() else date.today().isoformat()


def find_root(given: Sequence[Path], config: Config) -> Path:
    """The corpus root: the folder given, or the nearest above all of `given` that holds the source's folder.

    A configuration above several roots does not change the root, so that paths in reports stay short.
    """
    common = Path(os.path.commonpath([_folder(path) for path in given]))
    if config.folder is not None and config.paths:
        return config.folder
    for folder in (common, *common.parents):
        if _holds_source(folder, config.source):
            return folder
        if (folder / ".git").exists() or folder == config.folder:
            break
    return common


_BELOW = ("", "content", "docs", "src/content/docs")


def _holds_source(folder: Path, source: str) -> bool:
    """Whether the source locale's folder stands in a place that a known layout has for it."""
    return any((folder / below / source).is_dir() for below in _BELOW) or (
        (folder / "i18n").is_dir() and (folder / "docs").is_dir()
    )


def _existing(path: str) -> Path:
    found = Path(path).absolute()
    if not found.exists() and not found.is_symlink():
        raise UserError(f"{path}: no such file or folder")
    return Path(os.path.normpath(found))


def _folder(path: Path) -> Path:
    return path if path.is_dir() else path.parent


def _below(root: Path, path: Path) -> str:
    return Path(os.path.normpath(path)).relative_to(root).as_posix()


def _reported(root: Path, given: Sequence[Path], corpus: Corpus) -> frozenset[str] | None:
    """The documents among or below `given`; None for the whole corpus."""
    if any(path == root for path in given):
        return None
    found: set[str] = set()
    known = [*(head.path for head in corpus.heads), *(head.path for head in corpus.unread)]
    for path in given:
        relative = _below(root, path)
        if path.is_dir():
            found.update(name for name in known if name.startswith(relative + "/"))
        elif relative.lower().endswith(EXTENSIONS):
            found.add(relative)
    return frozenset(found)
