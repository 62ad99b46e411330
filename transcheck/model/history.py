"""What git knows of documents: which commit gave a file which content."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit; `date` is the committer's date as ISO text with its zone."""

    sha: str
    date: str
    subject: str


@dataclass(frozen=True, slots=True)
class Revision:
    """The content, by its blob's id, that `commit` gave a file; `blob` is empty where it removed it."""

    commit: Commit
    path: str
    blob: str


@dataclass(frozen=True)
class History:
    """Revisions of each document, newest first, renames followed; paths are relative to the corpus root.

    `texts` holds the content of the blobs that could be read.  `limits` says in words what could not
    be seen: a shallow clone, blobs that a partial clone lacks.  `dirty` are the documents that differ from HEAD.
    """

    revisions: Mapping[str, tuple[Revision, ...]] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    limits: tuple[str, ...] = ()
    dirty: frozenset[str] = frozenset()

    def of(self, path: str) -> tuple[Revision, ...]:
        return self.revisions.get(path, ())

    def text(self, revision: Revision) -> str | None:
        return self.texts.get(revision.blob)
