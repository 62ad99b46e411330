"""Joins git's history with the corpus: the stages of each document, and the report of its status."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from transcheck.align.pins import Named, judged_pin
from transcheck.align.stage import Stage, Timeline
from transcheck.align.staleness import Past, missing_document, status_of, words_of
from transcheck.commands.ignored import ignored_commits
from transcheck.commands.project import Project
from transcheck.commands.work import processes, progress
from transcheck.model.block import Block, Segment
from transcheck.model.corpus import Chapter
from transcheck.model.document import Document, Head
from transcheck.model.history import Commit, History, Revision
from transcheck.model.status import ChapterStatus, DocumentStatus, PinState, StatusReport
from transcheck.model.unit import Translation
from transcheck.parallel import spread, without_garbage
from transcheck.read.document import read_document
from transcheck.read.front_matter import read_front_matter
from transcheck.read.git import look_for_repository, read_history, walk_history
from transcheck.read.pins import read_pins


@dataclass(frozen=True)
class Reader:
    """Blocks of a revision, read when they are asked for."""

    head: Head
    text: str

    def __call__(self) -> tuple[Block, ...]:
        return read_document(replace(self.head, text=self.text, front_matter=read_front_matter(self.text))).blocks


@dataclass(frozen=True)
class Evidences:
    """What git tells of a project's documents; without a repository, nothing.

    `prefix` leads from the repository's top to the corpus root ("" or ending with /).
    """

    project: Project
    history: History
    is_repository: bool = False
    ignored: frozenset[Commit] = frozenset()
    prefix: str = ""
    _kept: dict[str, Timeline] = field(default_factory=dict, compare=False, repr=False)

    def __getstate__(self) -> dict[str, object]:
        """What is kept holds functions, which do not go to worker processes."""
        return {**vars(self), "_kept": {}}

    @property
    def order(self) -> Mapping[str, int]:
        """The place of each commit in the log, 0 the newest."""
        return self.history.log.order

    def past(self, translation: Translation) -> Past:
        """The stages that the translation's units are judged by."""
        if translation.source is None:
            return Past()
        source = self._source_timeline(translation.source)
        pin, order = judged_pin(self._named(translation, translation.source), self.history, self.ignored)
        pinned = next((n for n, stage in enumerate(source.stages) if order is not None and stage.order >= order), None)
        return Past(
            source, self.timeline(translation.target), self.history.log, pin, pinned, self.ignored, self._is_complete
        )

    @property
    def _is_complete(self) -> bool:
        return self.is_repository and not self.history.limits

    def timeline(self, document: Document) -> Timeline:
        """The working tree, where it is not the newest revision, and every revision that can be read."""
        found = list(self._stages(document.head))
        if found and not self._is_dirty(document.path):
            found[0] = replace(found[0], read=lambda: document.blocks)
            return Timeline(tuple(found))
        return Timeline((Stage(None, -1, lambda: document.blocks), *found))

    def _stages(self, head: Head) -> Iterator[Stage]:
        revisions = self.history.of(head.path)
        for number, revision in enumerate(revisions):
            text = self.history.text(revision)
            if revision.blob and text is not None:
                older = revisions[number + 1].blob if number + 1 < len(revisions) else ""
                parents = tuple(self._parents(revision, head)) if revision.before != (older,) else ()
                yield Stage(revision.commit, self.order[revision.commit.sha], Reader(head, text), parents)

    def _parents(self, revision: Revision, head: Head) -> Iterator[Stage]:
        for blob in revision.before:
            text = self.history.texts.get(blob)
            if text is not None:
                yield Stage(None, -1, Reader(head, text))

    def _is_dirty(self, path: str) -> bool:
        return path in self.history.dirty or path in self.project.overrides

    def _source_timeline(self, source: Document) -> Timeline:
        """Kept for the chapter's other locales, which ask next, so that no revision is parsed for each of them."""
        if source.path not in self._kept:
            self._kept.clear()
            self._kept[source.path] = self.timeline(source)
        return self._kept[source.path]

    def _named(self, translation: Translation, source: Document) -> Named | None:
        written = pin_of(translation.target.head, self.project.config.pin_keys)
        if written is None:
            return None
        pinned = self.history.pins.get((written[1], source.path))
        return Named(*written, source.path, pinned, self._is_dirty(source.path), self.is_repository)


def pin_of(head: Head, keys: Sequence[str]) -> tuple[str, str] | None:
    """The key of the front matter that names the source's commit, and what is written there."""
    for key in keys:
        said = head.front_matter.text(key) if head.front_matter else ""
        if said:
            return key, said
    return None


def gather(project: Project, paths: Collection[str] | None = None) -> Evidences:
    """Read the history of every document of the corpus, or of `paths`, where there is one."""
    repository = look_for_repository(project.root)
    if isinstance(repository, str):
        return Evidences(project, History(limits=(f"{repository}: comments and structure alone tell",)))
    walk = walk_history(repository, project.root)
    chosen = [head.path for head in project.corpus.heads] if paths is None else paths
    history = read_history(project.root, chosen, walk)
    pins = read_pins(project.root, _asked(project), walk)
    ignored = ignored_commits(project.config, walk.log.commits)
    return Evidences(
        project, replace(history, pins=pins), is_repository=True, ignored=ignored, prefix=repository.prefix
    )


def _asked(project: Project) -> frozenset[tuple[str, str]]:
    """The pins of all documents, each with its source's path: if git knows none of them, they are another's."""
    return frozenset(
        (written[1], chapter.source.path)
        for chapter in project.corpus.chapters
        for head in chapter.translations
        if chapter.source and (written := pin_of(head, project.config.pin_keys))
    )


def report_on(project: Project, evidences: Evidences, locales: Sequence[str] = ()) -> StatusReport:
    """The status of every chapter that has a source, in all locales of the corpus or in `locales`."""
    chosen = tuple(locales) or project.corpus.locales
    chapters = [chapter for chapter in project.corpus.chapters if chapter.source]
    with progress(len(chapters), "comparing") as show, without_garbage():
        found = _chapters(evidences, chapters, chosen, show)
    limits = (*evidences.history.limits, *_unverifiable(found))
    return StatusReport(project.corpus.source_locale, found, chosen, limits)


def _unverifiable(chapters: Sequence[ChapterStatus]) -> Iterator[str]:
    """One line for all pins that cannot be checked here."""
    pins = [one.pin for chapter in chapters for one in chapter.locales if one.pin]
    unseen = [pin for pin in pins if pin.state is PinState.UNVERIFIABLE]
    if unseen:
        keys = ", ".join(sorted({pin.key for pin in unseen}))
        which = "the pin" if len(pins) == 1 else f"{len(unseen)} of {len(pins)} pins"
        yield f"{which} ({keys}) cannot be verified: the source's commits are not to be seen here"


def _chapters(
    evidences: Evidences, chapters: Sequence[Chapter], locales: Sequence[str], show: Callable[[int], None]
) -> tuple[ChapterStatus, ...]:
    """The chapters' statuses in the chapters' order, from as many processes as there are cores."""
    found: dict[int, ChapterStatus] = {}
    work = partial(_chapter, evidences, locales)
    for place, status in spread(work, chapters, processes(len(chapters)), _size):
        found[place] = status
        show(len(found))
    return tuple(found[place] for place in range(len(chapters)))


def _size(chapter: Chapter) -> int:
    return sum(head.size for head in chapter.translations)


def _chapter(evidences: Evidences, locales: Sequence[str], chapter: Chapter) -> ChapterStatus:
    loaded = evidences.project.loader(chapter)
    assert loaded.source is not None and chapter.source is not None, "only chapters with a source are asked for"
    words = sum(words_of(Segment((block,))) for block in loaded.source.blocks)
    by_locale = {t.locale: t for t in reversed(loaded.translations)}
    found = tuple(_document(by_locale.get(locale), locale, words, evidences) for locale in locales)
    title = chapter.source.front_matter.text("title") if chapter.source.front_matter else ""
    return ChapterStatus(chapter.key, chapter.source.path, title, words, found)


def _document(translation: Translation | None, locale: str, words: int, evidences: Evidences) -> DocumentStatus:
    return status_of(translation, evidences.past(translation)) if translation else missing_document(locale, words)
