"""What is to be done in a locale, in the order in which to do it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from transcheck.model.status import ChapterStatus, DocumentStatus, Status
from transcheck.report.page.chapter import Row


@dataclass(frozen=True)
class Task:
    """A unit that waits for a translator."""

    chapter: ChapterStatus
    document: DocumentStatus
    row: Row
    words: int


def tasks(
    documents: Sequence[tuple[ChapterStatus, DocumentStatus]], listed: Mapping[str, Sequence[Row]]
) -> dict[str, list[Task]]:
    """The units that are stale, for they mislead readers, then those without a translation; small ones first.

    Those of documents that nobody has begun to translate are not told apart.
    """
    found = [
        Task(chapter, document, row, row.status.words)
        for chapter, document in documents
        if document.status is Status.STALE
        for row in listed[document.path]
        if row.status is not None and row.is_behind
    ]
    found.sort(key=lambda task: (task.words, task.document.path, task.row.line))
    by_status = {status.value: [t for t in found if t.row.state == status.value] for status in _ORDER}
    return {status: listed for status, listed in by_status.items() if listed}


_ORDER = (Status.STALE, Status.UNTRANSLATED, Status.MISSING)
