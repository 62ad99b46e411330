"""The documents as they were where a branch left another one, in five git processes however many there are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from transcheck.read.files import decode, is_listed, read_text
from transcheck.read.git import ask_git, look_for_repository, read_objects, run_git

_FILES = ("100644", "100755")


@dataclass(frozen=True, slots=True)
class Baseline:
    """The merge base of a revision and HEAD: `texts` of the documents that differ now or are gone, `paths` of all."""

    commit: str
    paths: frozenset[str]
    texts: Mapping[str, str]
    limits: tuple[str, ...] = ()


def read_baseline(root: Path, revision: str, exclude: Sequence[str] = ()) -> Baseline | str:
    """The documents below `root` at the merge base of `revision` and HEAD, or why they cannot be read."""
    repository = look_for_repository(root)
    if isinstance(repository, str):
        return repository
    found = _commit(root, revision)
    if found is None:
        return f"{revision!r} is no commit of this repository{_advice(shallow=repository.shallow)}"
    base = run_git(root, "merge-base", found, "HEAD")
    if base is None:
        return f"{revision!r} and HEAD have no commit in common{_advice(shallow=repository.shallow)}"
    return _read(root, base.decode("ascii").split("\n")[0], exclude)


def _advice(*, shallow: bool) -> str:
    return "; the clone is shallow: fetch its history (fetch-depth: 0 of actions/checkout)" if shallow else ""


def _commit(root: Path, revision: str) -> str | None:
    """The commit's full name.  Nothing that begins with a hyphen is a revision, and no option reaches git."""
    if not revision or revision.startswith("-") or "\0" in revision:
        return None
    said = ask_git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}").output
    return said.decode("ascii", "replace").strip() if said else None


def _read(root: Path, commit: str, exclude: Sequence[str]) -> Baseline | str:
    tree = run_git(root, "ls-tree", "-r", "-z", commit)
    if tree is None:
        return f"the tree of {commit} cannot be read"
    blobs = dict(_documents(tree, exclude))
    texts = {name: decode(data)[0] for name, kind, data in read_objects(root, sorted(set(blobs.values())))}
    was = {path: texts[blob] for path, blob in blobs.items() if blob in texts}
    missing = len(blobs) - len(was)
    limits = (f"{missing} documents of {commit[:10]} are not in this partial clone: they were not compared",)
    changed = {path: text for path, text in was.items() if _lines(text) != _lines(read_text(root / path)[0])}
    return Baseline(commit, frozenset(blobs), changed, limits if missing else ())


def _documents(tree: bytes, exclude: Sequence[str]) -> list[tuple[str, str]]:
    """The documents below the root with their blobs; links and submodules are none."""
    found = []
    for entry in filter(None, tree.split(b"\0")):
        facts, _, path = entry.decode("utf-8", "surrogateescape").partition("\t")
        mode, _, blob = facts.split(" ")
        if mode in _FILES and is_listed(path, exclude):
            found.append((path, blob))
    return found


def _lines(text: str) -> str:
    """`text` with the line ends that git may convert all alike."""
    return text.replace("\r\n", "\n")
