"""The documents of a corpus by path, read when they are first asked for."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from transcheck.model.document import Defect, Document, Head
from transcheck.read.document import read_document
from transcheck.read.files import read_text


@dataclass(frozen=True)
class Library(Mapping[str, Document]):
    """Documents below `root`; `texts` stand for files.  It travels to worker processes without what it has read."""

    root: Path
    heads: Mapping[str, Head]
    texts: Mapping[str, str]
    _read: dict[str, Document] = field(default_factory=dict, compare=False, repr=False)

    def __getitem__(self, path: str) -> Document:
        if path not in self._read:
            head = self.heads[path]
            self._read[path] = read_document(replace(head, text=text_of(self.root, path, self.texts)[0]))
        return self._read[path]

    def __contains__(self, path: object) -> bool:
        return path in self.heads

    def __iter__(self) -> Iterator[str]:
        return iter(self.heads)

    def __len__(self) -> int:
        return len(self.heads)

    def __reduce__(self) -> tuple[type["Library"], tuple[Path, Mapping[str, Head], Mapping[str, str]]]:
        return Library, (self.root, self.heads, self.texts)


def text_of(root: Path, path: str, texts: Mapping[str, str]) -> tuple[str, Defect | None]:
    """The text of a file, or the one that stands for it."""
    return (texts[path], None) if path in texts else read_text(root / path)
