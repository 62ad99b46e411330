"""Files below a root: which there are, and their text."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path

from transcheck.model.document import Defect
from transcheck.model.text import Span

EXTENSIONS = (".md", ".markdown", ".mdx")
SKIPPED = frozenset({"node_modules", "__pycache__", "venv", "_site", "site-packages"})
LARGEST = 8_000_000
"""Bytes; a larger file is reported and not read (the largest chapters met are some 200 kB)."""


@dataclass(frozen=True, slots=True)
class Listing:
    """Paths relative to a root (POSIX, sorted): documents, and every other file."""

    documents: tuple[str, ...]
    others: frozenset[str]


def list_files(root: Path, exclude: Sequence[str] = ()) -> Listing:
    """Walk `root`; hidden and vendored folders, links to folders, and `exclude` globs are passed over."""
    documents: list[str] = []
    others: list[str] = []
    for path in _walk(root, exclude):
        (documents if path.lower().endswith(EXTENSIONS) else others).append(path)
    return Listing(tuple(sorted(documents)), frozenset(others))


def _walk(root: Path, exclude: Sequence[str]) -> Iterator[str]:
    for folder, folders, names in os.walk(root):
        relative = Path(folder).relative_to(root).as_posix()
        prefix = "" if relative == "." else relative + "/"
        folders[:] = sorted(n for n in folders if not _skipped(prefix + n, n, exclude))
        yield from (prefix + name for name in names if not _skipped(prefix + name, name, exclude))


def is_listed(path: str, exclude: Sequence[str] = ()) -> bool:
    """Whether a document at `path` would be among those of `list_files`, if it were there."""
    folders = [path[:at] for at, char in enumerate(path) if char == "/"]
    is_document = path.lower().endswith(EXTENSIONS)
    return is_document and not any(_skipped(one, one.rpartition("/")[2], exclude) for one in (*folders, path))


def _skipped(path: str, name: str, exclude: Sequence[str]) -> bool:
    return name.startswith(".") or name in SKIPPED or any(fnmatch(path, pattern) for pattern in exclude)


def read_text(path: Path) -> tuple[str, Defect | None]:
    """The text as it stands, BOM and line endings kept, or what keeps it from being read.

    Undecodable bytes become U+FFFD, and the defect names the first of them by its offset in bytes.
    """
    try:
        if path.stat().st_size > LARGEST:
            size = path.stat().st_size
            return "", Defect(Span(0, 0), f"file of {size:,} bytes is larger than the {LARGEST:,} that are read")
        data = path.read_bytes()
    except OSError as error:
        return "", Defect(Span(0, 0), f"file cannot be read: {_reason(path, error)}")
    return decode(data)


def decode(data: bytes) -> tuple[str, Defect | None]:
    """`data` as UTF-8 text, with the defect of bytes that are not."""
    try:
        return data.decode("utf-8"), None
    except UnicodeDecodeError as error:
        at = len(data[: error.start].decode("utf-8"))
        message = f"byte {error.start} ({data[error.start]:#04x}) is not UTF-8: {error.reason}"
        return data.decode("utf-8", errors="replace"), Defect(Span(at, at + 1), message)


def _reason(path: Path, error: OSError) -> str:
    if path.is_symlink() and not path.exists():
        return f"broken link to {path.readlink()}"
    return (error.strerror or str(error)).lower()
