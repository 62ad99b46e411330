"""git -> a history, in three processes however many documents: rev-parse, one log walk, one cat-file.

A repository is untrusted input: its configuration can name programs that git would run.  Nothing here runs
one: no hooks, no fsmonitor, no external diffs, text conversions or filters (files of the working tree
are hashed by us and not by git, whose clean filters are programs), no credential helpers, no fetching of
what a partial clone lacks (https://git-scm.com/docs/git-config, https://git-scm.com/docs/partial-clone).
"""

import hashlib
import os
import subprocess
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from transcheck.model.history import Commit, History, Revision

_SAFE = (
    "--no-pager", "--no-optional-locks", "-c", "core.hooksPath=/dev/null", "-c", "core.fsmonitor=false",
    "-c", "credential.helper=", "-c", "protocol.allow=never", "-c", "log.showSignature=false", "-c", "diff.external=",
    "-c", "diff.renameLimit=2000", "-c", "core.quotePath=false", "-c", "gpg.program=/bin/false",
)  # fmt: skip
_ENVIRONMENT = {
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_ASKPASS": "/bin/false",
    "GIT_EXTERNAL_DIFF": "",
    "LC_ALL": "C",
}
_RECORD = "\x01"
_FIELD = "\x02"
_LARGEST = 8_000_000


@dataclass(frozen=True, slots=True)
class Repository:
    """A working tree; `prefix` leads from its top to the corpus root ("" or ending with /)."""

    top: Path
    prefix: str
    shallow: bool
    partial: bool
    object_format: str


@dataclass(frozen=True, slots=True)
class Walk:
    """The revisions of each path, newest first, before their texts are read; `shas` are all commits of the walk."""

    repository: Repository
    revisions: Mapping[str, tuple[Revision, ...]]
    shas: tuple[str, ...]


def run_git(folder: Path, *arguments: str, given: bytes = b"") -> bytes | None:
    """The output of a git that runs nothing else, or None where it fails or is not installed."""
    environment = {**os.environ, **_ENVIRONMENT}
    try:
        done = subprocess.run(
            ["git", *_SAFE, *arguments], cwd=folder, input=given, capture_output=True, env=environment, check=False
        )
    except OSError:
        return None
    return done.stdout if done.returncode == 0 else None


def find_repository(root: Path) -> Repository | None:
    """The repository that holds `root`, or None: then everything else still works."""
    asked = ("--show-toplevel", "--show-prefix", "--is-shallow-repository", "--show-object-format", "--git-common-dir")
    said = run_git(root, "rev-parse", *asked)
    if said is None:
        return None
    lines = said.decode("utf-8", "surrogateescape").split("\n")
    top, prefix, shallow, object_format, folder = lines[:5]
    packs = Path(root, folder, "objects", "pack")
    partial = packs.is_dir() and any(path.suffix == ".promisor" for path in packs.iterdir())
    return Repository(Path(top), prefix, shallow == "true", partial, object_format)


def walk_history(repository: Repository, root: Path) -> Walk:
    """Every revision of every document below `root`, renames followed, in one walk of the log."""
    renames = "--find-renames=100%" if repository.partial else "--find-renames=60%"
    log = run_git(
        root, "log", "--topo-order", "--raw", "-z", "--no-abbrev", "--no-ext-diff", "--no-textconv", renames, "-l2000",
        f"--format={_RECORD}%H{_FIELD}%cI{_FIELD}%s{_FIELD}", "--", ".",
    )  # fmt: skip
    records = (log or b"").decode("utf-8", "replace").split(_RECORD)[1:]
    changes = [change for record in records for change in _changes(record, repository.prefix)]
    return Walk(repository, _by_path(changes), tuple(record.split(_FIELD, 1)[0] for record in records))


@dataclass(frozen=True, slots=True)
class _Change:
    """`commit` gave `path` the content `blob` ("" for none); it was at `before` until then."""

    commit: Commit
    path: str
    before: str
    blob: str


def _changes(record: str, prefix: str) -> Iterator[_Change]:
    """The changes of one commit of the log."""
    sha, date, subject, rest = record.split(_FIELD, 3)
    commit = Commit(sha, date, subject)
    fields = iter(rest.lstrip("\0\n").split("\0"))
    for header in fields:
        if header.lstrip("\n").startswith(":"):
            yield from _change(commit, header.lstrip("\n"), fields, prefix)


def _change(commit: Commit, header: str, fields: Iterator[str], prefix: str) -> Iterator[_Change]:
    """One raw entry: `:modes old new status`, then the path, or both paths of a rename or copy."""
    _, _, _, blob, status = header.split(" ")
    before = next(fields)
    path = next(fields) if status[0] in "RC" else before
    if path.startswith(prefix):
        gone = status[0] == "D"
        yield _Change(commit, path.removeprefix(prefix), before.removeprefix(prefix), "" if gone else blob)


def _by_path(changes: Sequence[_Change]) -> dict[str, tuple[Revision, ...]]:
    """From the newest change to the oldest, each path under the name that it has today."""
    today: dict[str, str] = {}
    found: dict[str, list[Revision]] = defaultdict(list)
    for change in changes:
        name = today.get(change.path, change.path)
        found[name].append(Revision(change.commit, change.path, change.blob))
        if change.before != change.path:
            today[change.before] = name
    return {path: tuple(revisions) for path, revisions in found.items()}


def read_history(root: Path, paths: Collection[str], walk: Walk) -> History:
    """The history of `paths` with the texts of all their revisions, read by one `cat-file --batch`."""
    chosen = {path: walk.revisions.get(path, ()) for path in paths}
    wanted = sorted({revision.blob for revisions in chosen.values() for revision in revisions if revision.blob})
    texts = dict(_texts(root, wanted))
    limits = tuple(_limits(walk.repository, missing=len(wanted) - len(texts)))
    dirty = frozenset(path for path, found in chosen.items() if _is_dirty(root / path, found, walk.repository))
    return History(chosen, texts, limits, dirty)


def _texts(root: Path, blobs: Sequence[str]) -> Iterator[tuple[str, str]]:
    if not blobs:
        return
    said = run_git(root, "cat-file", "--batch", given="\n".join(blobs).encode() + b"\n") or b""
    at = 0
    while at < len(said):
        end = said.index(b"\n", at)
        header = said[at:end].decode("ascii", "replace").split(" ")
        at = end + 1
        if len(header) == 3 and header[1] == "blob":
            size = int(header[2])
            if size <= _LARGEST:
                yield header[0], said[at : at + size].decode("utf-8", "replace")
            at += size + 1


def _limits(repository: Repository, missing: int) -> Iterator[str]:
    if repository.shallow:
        yield "the clone is shallow: changes before its first commit cannot be seen"
    if missing:
        yield f"{missing} revisions are not in this partial clone: they were not looked at"


def _is_dirty(path: Path, revisions: Sequence[Revision], repository: Repository) -> bool:
    """Whether the file differs from what the newest commit gave it; line endings aside, which git may convert."""
    try:
        data = path.read_bytes()
    except OSError:
        return False
    if not revisions:
        return True
    ids = {_blob_id(text, repository.object_format) for text in (data, data.replace(b"\r\n", b"\n"))}
    return revisions[0].blob not in ids


def _blob_id(data: bytes, object_format: str) -> str:
    """git's name of a blob (https://git-scm.com/book/en/v2/Git-Internals-Git-Objects)."""
    digest = hashlib.new(object_format, usedforsecurity=False)
    digest.update(b"blob %d\0" % len(data) + data)
    return digest.hexdigest()
