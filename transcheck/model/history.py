"""What git knows of documents: which commit gave a file which content."""

import heapq
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from transcheck.lazy import lazy

_COMMIT = re.compile(r"[0-9a-fA-F]{4,64}")


def is_commit_name(text: str) -> bool:
    """Whether git could take `text` for a commit's name or the beginning of one."""
    return _COMMIT.fullmatch(text) is not None


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit; `date` is the committer's date as ISO text with its zone."""

    sha: str
    date: str
    subject: str


@dataclass(frozen=True, slots=True)
class Revision:
    """The content, by its blob's id, that `commit` gave a file; `blob` is empty where it removed it.

    `before` are the blobs that stood there in the commit's parents, "" for none.
    """

    commit: Commit
    path: str
    blob: str
    before: tuple[str, ...] = ()


@dataclass(frozen=True)
class Log:
    """The commits that touched the documents, newest first and each before its parents, which are places in the log."""

    commits: tuple[Commit, ...] = ()
    parents: tuple[tuple[int, ...], ...] = ()

    @lazy
    def order(self) -> Mapping[str, int]:
        """The place of each commit, by its name."""
        return {commit.sha: place for place, commit in enumerate(self.commits)}

    def newest(self, start: int, among: Collection[int]) -> int | None:
        """The newest of `among` that the commit at `start` knows: itself, or one that led to it."""
        waiting, seen = [start], {start}
        while waiting:
            place = heapq.heappop(waiting)
            if place in among:
                return place
            for parent in self.parents[place]:
                if parent not in seen:
                    seen.add(parent)
                    heapq.heappush(waiting, parent)
        return None


@dataclass(frozen=True, slots=True)
class Pinned:
    """What a pin names: its `commit`, and the source's `blob` then, "" where there was none.

    `commit` is absent where the repository has none of that name; `blob` is None where it cannot be seen.
    """

    commit: Commit | None = None
    blob: str | None = None
    ambiguous: bool = False


@dataclass(frozen=True)
class History:
    """Revisions of each document, newest first, renames followed; paths are relative to the corpus root.

    `texts` holds the content of the blobs that could be read.  `limits` says in words what could not
    be seen: a shallow clone, blobs that a partial clone lacks.  `dirty` are the documents that differ from HEAD.
    `is_cut` says that older commits are not in this clone.
    `pins` are what pins name, by the pin as written and the source's path, as far as there is a repository.
    """

    revisions: Mapping[str, tuple[Revision, ...]] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    limits: tuple[str, ...] = ()
    dirty: frozenset[str] = frozenset()
    is_cut: bool = False
    log: Log = field(default_factory=Log)
    pins: Mapping[tuple[str, str], Pinned] = field(default_factory=dict)

    def of(self, path: str) -> tuple[Revision, ...]:
        return self.revisions.get(path, ())

    def text(self, revision: Revision) -> str | None:
        return self.texts.get(revision.blob)
