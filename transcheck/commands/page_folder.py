"""The folder that a page is written to: nothing outside of it, nothing of others in it, each file at once."""

import os
import re
import tempfile
from pathlib import Path
from types import TracebackType

from transcheck.errors import UserError

MARKER = "transcheck-page.txt"
_HEAD = "Written by transcheck status --format html, which replaces the files named here.\n"
_NAME = re.compile(r"[A-Za-z0-9_.-]{1,200}\.html")


class PageFolder:
    """Holds one page; all files stand in the folder itself, so that no link in it leads a file elsewhere.

    Files of a former page that are not written again are removed when all went well.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.written: set[str] = set()

    @property
    def count(self) -> int:
        return len(self.written)

    def __enter__(self) -> "PageFolder":
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            self.former = self._former()
            _replace(self.folder / MARKER, _HEAD + "".join(f"{name}\n" for name in sorted(self.former)))
        except OSError as error:
            raise UserError(f"{self.folder}: cannot be written: {error.strerror}") from None
        return self

    def _former(self) -> set[str]:
        """The files of the page that stands there; a folder that holds anything else is none of ours."""
        marker = self.folder / MARKER
        if not any(self.folder.iterdir()):
            return set()
        text = marker.read_text(encoding="utf-8", errors="replace") if marker.is_file() else ""
        if not text.startswith(_HEAD):
            raise UserError(f"{self.folder}: not empty and no page of transcheck's; give a new or an empty folder")
        return {name for name in text[len(_HEAD) :].split("\n") if _NAME.fullmatch(name)}

    def write(self, name: str, text: str) -> None:
        assert _NAME.fullmatch(name), "names.py makes no other"
        self.written.add(name)
        write_file(self.folder / name, text)

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if error is not None:
            names = self.written | self.former
        else:
            names = self.written
            for name in self.former - self.written:
                (self.folder / name).unlink(missing_ok=True)
        write_file(self.folder / MARKER, _HEAD + "".join(f"{name}\n" for name in sorted(names)))


def replace_own(path: Path, text: str, mark: str) -> None:
    """Write a file of ours, which holds `mark`; one that is there without it stays."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists() and mark not in path.read_text(encoding="utf-8", errors="replace"):
            raise UserError(f"{path}: is there already, and was not written by transcheck")
    except OSError as error:
        raise UserError(f"{path}: cannot be written: {error.strerror}") from None
    write_file(path, text)


def write_file(path: Path, text: str) -> None:
    """Write a file at once or not at all; raises UserError where that cannot be."""
    try:
        _replace(path, text)
    except OSError as error:
        raise UserError(f"{path}: cannot be written: {error.strerror}") from None


def _replace(path: Path, text: str) -> None:
    """Put `text` there at once; a link at `path` is replaced and not followed."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".transcheck-")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise
