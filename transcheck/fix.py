"""Applies fixes: each whole or not at all, and none over another."""

import os
import stat
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from transcheck.errors import UserError
from transcheck.model.finding import Edit, Fix
from transcheck.model.text import Span


@dataclass(frozen=True)
class Applied:
    """A text with the fixes that were `taken`; `left` would have touched what another changed."""

    text: str
    taken: tuple[Fix, ...]
    left: tuple[Fix, ...]


def apply_fixes(text: str, fixes: Iterable[Fix]) -> Applied:
    """Apply `fixes`, whose offsets are into `text`, first come first served in order of place."""
    taken: list[Fix] = []
    left: list[Fix] = []
    edits: list[Edit] = []
    for fix in sorted(fixes, key=lambda f: (f.edits[0].span, f.title)):
        if set(fix.edits) <= set(edits):
            continue
        if any(_collides(edit, other) for edit in fix.edits for other in edits):
            left.append(fix)
        else:
            taken.append(fix)
            edits.extend(fix.edits)
    return Applied(_edited(text, edits), tuple(taken), tuple(left))


def _collides(edit: Edit, other: Edit) -> bool:
    """Whether the spans overlap; two insertions at one place do, for their order would be chance."""
    return edit.span.overlaps(other.span) or edit.span.start == other.span.start


def _edited(text: str, edits: Sequence[Edit]) -> str:
    parts, at = [], 0
    for edit in sorted(edits, key=lambda e: e.span):
        parts += [text[at : edit.span.start], with_endings_of(text, edit.span, edit.text)]
        at = edit.span.end
    return "".join([*parts, text[at:]])


def with_endings_of(text: str, span: Span, new: str) -> str:
    """`new` with the line endings that `text` has around `span`."""
    before = text.rfind("\n", 0, span.start + 1)
    at = before if before >= 0 else text.find("\n")
    return new.replace("\r\n", "\n").replace("\n", "\r\n") if at > 0 and text[at - 1] == "\r" else new


def replace_file(root: Path, path: str, old: str, new: str) -> None:
    """Put `new` in the place of the file that held `old`, at once or not at all.

    Raises UserError where the file lies outside of `root`, is a link, or changed meanwhile.
    """
    full = root / path
    if full.is_symlink() or not full.resolve().is_relative_to(root.resolve()):
        raise UserError(f"{path}: not written, for it leads out of {root}")
    if full.read_bytes() != old.encode("utf-8"):
        raise UserError(f"{path}: not written, for it changed while it was checked")
    handle, name = tempfile.mkstemp(dir=full.parent, prefix=f".{full.name}.")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(new.encode("utf-8"))
        Path(name).chmod(stat.S_IMODE(full.stat().st_mode))
        Path(name).replace(full)
    except OSError as error:
        Path(name).unlink(missing_ok=True)
        raise UserError(f"{path}: cannot be written: {error.strerror}") from None


def create_file(root: Path, path: str, text: str) -> None:
    """Write a file that is not there yet, at once or not at all; raises UserError where that cannot be."""
    full = root / path
    if not full.resolve().is_relative_to(root.resolve()):
        raise UserError(f"{path}: not written, for it leads out of {root}")
    try:
        full.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=full.parent, prefix=f".{full.name}.")
    except OSError as error:
        raise UserError(f"{path}: cannot be written: {error.strerror}") from None
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
        os.link(name, full)
        full.chmod(0o644)
    except FileExistsError:
        raise UserError(f"{path}: is there already") from None
    except OSError as error:
        raise UserError(f"{path}: cannot be written: {error.strerror}") from None
    finally:
        Path(name).unlink(missing_ok=True)
