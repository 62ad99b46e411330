"""git -> a history, in four processes however many documents: rev-parse, one log walk, two cat-file.

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
from dataclasses import dataclass, field
from pathlib import Path

from transcheck.model.history import Commit, History, Log, Revision

_SAFE = (
    "--no-pager", "--no-optional-locks", "-c", "core.hooksPath=/dev/null", "-c", "core.fsmonitor=false",
    "-c", "credential.helper=", "-c", "protocol.allow=never", "-c", "log.showSignature=false", "-c", "diff.external=",
    "-c", "diff.renameLimit=2000", "-c", "core.quotePath=false", "-c", "gpg.program=/bin/false",
    "-c", "log.showRoot=true", "-c", "color.ui=false",
)  # fmt: skip
_ENVIRONMENT = {
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_ALLOW_PROTOCOL": "none",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_ASKPASS": "/bin/false",
    "GIT_EXTERNAL_DIFF": "",
    "LC_ALL": "C",
}
_KEPT = ("GIT_CONFIG_GLOBAL", "GIT_EXEC_PATH", "GIT_CEILING_DIRECTORIES")
"""What of git's own environment is kept: a hook that runs us has set the rest for its own repository."""
_LARGEST = 8_000_000
_NO_BLOB = frozenset("0")


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
    """The revisions of each path, newest first, before their texts are read, and the commits that gave them.

    `objects` are the kinds of all objects that are there, by name, where the clone is partial: git must not be asked
    for another one, for it would fetch it or give up.
    """

    repository: Repository
    revisions: Mapping[str, tuple[Revision, ...]] = field(default_factory=dict)
    log: Log = field(default_factory=Log)
    objects: Mapping[str, str] | None = None
    complaint: str = ""

    def has(self, name: str) -> bool:
        return self.objects is None or name in self.objects


@dataclass(frozen=True, slots=True)
class Said:
    """What git printed; `output` is None where it failed, `complaint` the first line of why."""

    output: bytes | None
    complaint: str = ""


def run_git(folder: Path, *arguments: str, given: bytes = b"") -> bytes | None:
    """The output of a git that runs nothing else, or None where it fails or is not installed."""
    return ask_git(folder, *arguments, given=given).output


def ask_git(folder: Path, *arguments: str, given: bytes = b"") -> Said:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_") or name in _KEPT}
    try:
        done = subprocess.run(
            ["git", *_SAFE, *arguments], cwd=folder, input=given, capture_output=True, env={**kept, **_ENVIRONMENT},
            check=False,
        )  # fmt: skip
    except OSError:
        return Said(None, "git is not installed")
    complaint = done.stderr.decode("utf-8", "replace").strip().split("\n")[0]
    return Said(done.stdout if done.returncode == 0 else None, complaint.removeprefix("fatal: "))


def find_repository(root: Path) -> Repository | None:
    """The repository whose working tree holds `root`, or None: then everything else still works."""
    found = look_for_repository(root)
    return found if isinstance(found, Repository) else None


def look_for_repository(root: Path) -> Repository | str:
    """The repository, or why there is none that can be read."""
    asked = ("--is-inside-work-tree", "--is-shallow-repository", "--show-object-format", "--show-cdup")
    said = ask_git(root, "rev-parse", *asked, "--git-common-dir")
    if said.output is None:
        return _why_none(said.complaint)
    inside, shallow, object_format, up, folder = os.fsdecode(said.output).split("\n", 4)
    if inside != "true":
        return "no git repository"
    top = Path(os.path.realpath(root / up))
    below = os.path.relpath(os.path.realpath(root), top).replace(os.sep, "/")
    packs = Path(root, folder.removesuffix("\n"), "objects", "pack")
    partial = packs.is_dir() and any(path.suffix == ".promisor" for path in packs.iterdir())
    return Repository(top, "" if below == "." else f"{below}/", shallow == "true", partial, object_format)


def _why_none(complaint: str) -> str:
    if "dubious ownership" in complaint:
        return "git refuses this repository, which somebody else owns (see git's safe.directory)"
    return complaint if complaint == "git is not installed" else "no git repository"


def walk_history(repository: Repository, root: Path) -> Walk:
    """Every revision of every document below `root`, renames followed, in one walk of the log."""
    renames = "--find-renames=100%" if repository.partial else "--find-renames=60%"
    said = ask_git(
        root, "log", "--topo-order", "--parents", "-c", "--raw", "-z", "--no-abbrev", "--no-ext-diff", "--no-textconv",
        "--no-relative", "-O/dev/null", renames, "-l2000", "--encoding=UTF-8",
        "--format=%H%x00%P%x00%cI%x00%s%x00", "--", ".",
    )  # fmt: skip
    if said.output is None:
        return Walk(repository, complaint=_why_no_log(said.complaint))
    entries = list(_entries(iter(said.output.split(b"\0"))))
    places = {entry.commit.sha: place for place, entry in enumerate(entries)}
    parents = tuple(tuple(places[sha] for sha in entry.parents if sha in places) for entry in entries)
    log = Log(tuple(entry.commit for entry in entries), parents)
    return Walk(repository, _by_path(entries, repository.prefix), log, _objects(root) if repository.partial else None)


def _objects(root: Path) -> dict[str, str]:
    """All objects of a partial clone, which it keeps without asking anybody."""
    said = run_git(root, "cat-file", "--batch-all-objects", "--unordered", "--batch-check=%(objectname) %(objecttype)")
    pairs = (line.partition(" ") for line in (said or b"").decode("ascii", "replace").splitlines())
    return {name: kind for name, _, kind in pairs}


def _why_no_log(complaint: str) -> str:
    return "the repository has no commit yet" if "does not have any commits" in complaint else f"git log: {complaint}"


@dataclass(frozen=True, slots=True)
class _Change:
    """A file at `path` came to hold `blob` ("" for none); it was at `source`, and `before` are the parents' blobs."""

    path: str
    source: str
    blob: str
    before: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Entry:
    commit: Commit
    parents: tuple[str, ...]
    changes: tuple[_Change, ...]


def _entries(fields: Iterator[bytes]) -> Iterator[_Entry]:
    """The log's records.  Subjects and paths may hold anything but the NUL that ends every field."""
    field_ = next(fields, b"").lstrip(b"\n")
    while field_:
        parents, date, subject = (next(fields).decode("utf-8", "replace") for _ in range(3))
        commit, changes = Commit(field_.decode("ascii"), date, subject), []
        while (field_ := _stripped(fields)).startswith(b":"):
            changes.append(_change(field_.decode("ascii"), fields))
        yield _Entry(commit, tuple(parents.split()), tuple(changes))


def _stripped(fields: Iterator[bytes]) -> bytes:
    """The next field that is not empty; git parts records with line ends, NULs or both."""
    return next((text for text in (field_.lstrip(b"\n") for field_ in fields) if text), b"")


def _change(header: str, fields: Iterator[bytes]) -> _Change:
    """One raw entry: `:modes blobs status`, a colon for each parent, then the path, or both paths of a rename."""
    parents = len(header) - len(header.lstrip(":"))
    *words, status = header.split(" ")
    blobs = ["" if set(blob) == _NO_BLOB else blob for blob in words[parents + 1 :]]
    source = os.fsdecode(next(fields))
    path = os.fsdecode(next(fields)) if parents == 1 and status[0] in "RC" else source
    return _Change(path, source, blobs[-1], tuple(blobs[:-1]))


def _by_path(entries: Sequence[_Entry], prefix: str) -> dict[str, tuple[Revision, ...]]:
    """From the newest change to the oldest, each path under the name that it has today."""
    today: dict[str, str] = {}
    found: dict[str, list[Revision]] = defaultdict(list)
    for entry in entries:
        for change in entry.changes:
            if change.path.startswith(prefix):
                name = today.get(change.path, change.path)
                path = change.path.removeprefix(prefix)
                found[name.removeprefix(prefix)].append(Revision(entry.commit, path, change.blob, change.before))
                if change.source != change.path:
                    today[change.source] = name
    return {path: tuple(revisions) for path, revisions in found.items()}


def read_history(root: Path, paths: Collection[str], walk: Walk) -> History:
    """The history of `paths` with the texts of all their revisions, read by one `cat-file --batch`."""
    chosen = {path: walk.revisions.get(path, ()) for path in paths}
    revisions = [revision for found in chosen.values() for revision in found]
    wanted = sorted({blob for revision in revisions for blob in (revision.blob, *revision.before) if blob})
    found = read_objects(root, [blob for blob in wanted if walk.has(blob)])
    texts = {name: data.decode("utf-8", "replace") for name, kind, data in found if kind == "blob"}
    limits = tuple(_limits(walk, missing=len(wanted) - len(texts)))
    dirty = frozenset(path for path, found in chosen.items() if _is_dirty(root / path, found, walk.repository))
    return History(chosen, texts, limits, dirty, walk.repository.shallow, walk.log)


def read_objects(root: Path, names: Sequence[str]) -> Iterator[tuple[str, str, bytes]]:
    """The full name, kind and content of each object that is there and no larger than a text."""
    if not names:
        return
    said = run_git(root, "cat-file", "--batch", given="\n".join(names).encode() + b"\n") or b""
    at = 0
    while at < len(said):
        end = said.index(b"\n", at)
        header = said[at:end].decode("ascii", "replace").split(" ")
        at = end + 1
        if len(header) == 3 and header[2].isdigit():
            size = int(header[2])
            if size <= _LARGEST:
                yield header[0], header[1], said[at : at + size]
            at += size + 1


def _limits(walk: Walk, missing: int) -> Iterator[str]:
    if walk.complaint:
        yield f"{walk.complaint}: comments and structure alone tell"
    if walk.repository.shallow:
        yield "the clone is shallow: changes before its first commit cannot be seen"
    if missing:
        where = "in this partial clone" if walk.repository.partial else "to be read"
        yield f"{missing} revisions are not {where}: they were not looked at"


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
