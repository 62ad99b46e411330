"""Joins git's history with the corpus: the stages of each document, and the report of its status."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace

from transcheck.align.lineage import Stage
from transcheck.align.staleness import Past, missing_document, status_of, words_of
from transcheck.commands.project import Project
from transcheck.commands.work import progress
from transcheck.model.block import Block, Segment
from transcheck.model.corpus import Chapter
from transcheck.model.document import Document, Head
from transcheck.model.history import History
from transcheck.model.status import ChapterStatus, StatusReport
from transcheck.model.unit import Translation
from transcheck.read.document import read_document
from transcheck.read.front_matter import read_front_matter
from transcheck.read.git import Walk, find_repository, read_history, walk_history

PIN_KEYS = ("default_lang_commit", "l10n.sourceCommit")
"""Front matter keys that name the source's commit: Hugo (OpenTelemetry) and MDN (BCD-like)."""


@dataclass(frozen=True)
class Reader:
    """Blocks of a revision, read when they are asked for."""

    head: Head
    text: str

    def __call__(self) -> tuple[Block, ...]:
        return read_document(replace(self.head, text=self.text, front_matter=read_front_matter(self.text))).blocks


@dataclass(frozen=True)
class Evidences:
    """What git tells of a project's documents; without a repository, nothing."""

    project: Project
    history: History
    order: dict[str, int]
    _kept: dict[str, tuple[Stage, ...]] = field(default_factory=dict, compare=False, repr=False)

    def past(self, translation: Translation) -> Past:
        """The stages that the translation's units are judged by."""
        if translation.source is None:
            return Past()
        source = self._source_stages(translation.source)
        return Past(source, self.stages(translation.target), self._pinned(translation, source))

    def stages(self, document: Document) -> tuple[Stage, ...]:
        """The working tree, where it is not the newest revision, and every revision that can be read."""
        revisions = self.history.of(document.path)
        found = [
            Stage(revision.commit, self.order[revision.commit.sha], Reader(document.head, text))
            for revision in revisions
            if revision.blob and (text := self.history.text(revision)) is not None
        ]
        if found and document.path not in self.history.dirty and document.path not in self.project.overrides:
            found[0] = Stage(found[0].commit, found[0].order, lambda: document.blocks)
            return tuple(found)
        return (Stage(None, -1, lambda: document.blocks), *found)

    def _source_stages(self, source: Document) -> tuple[Stage, ...]:
        """Kept for the chapter's other locales, which ask next, so that no revision is parsed for each of them."""
        if source.path not in self._kept:
            self._kept.clear()
            self._kept[source.path] = self.stages(source)
        return self._kept[source.path]

    def _pinned(self, translation: Translation, source: Sequence[Stage]) -> Stage | None:
        pin = pin_of(translation.target.head)
        order = next((at for sha, at in self.order.items() if sha.startswith(pin)), None) if pin else None
        if order is None:
            return None
        return next((stage for stage in source if stage.order >= order), None)


def pin_of(head: Head) -> str:
    """The commit that the front matter names, or "" for none that looks like one."""
    matter = head.front_matter
    for key in PIN_KEYS:
        said = matter.text(key) if matter else ""
        if 7 <= len(said) <= 64 and all(char in "0123456789abcdef" for char in said.lower()):
            return said.lower()
    return ""


def gather(project: Project, paths: Collection[str] | None = None) -> Evidences:
    """Read the history of every document of the corpus, or of `paths`, where there is one."""
    repository = find_repository(project.root)
    if repository is None:
        return Evidences(project, History(limits=("no git repository: comments and structure alone tell",)), {})
    walk = walk_history(repository, project.root)
    chosen = [head.path for head in project.corpus.heads] if paths is None else paths
    history = read_history(project.root, chosen, walk)
    return Evidences(project, history, _order(walk))


def _order(walk: Walk) -> dict[str, int]:
    """The place of each commit in the log, 0 the newest."""
    return {sha: place for place, sha in enumerate(walk.shas)}


def report_on(project: Project, evidences: Evidences, locales: Sequence[str] = ()) -> StatusReport:
    """The status of every chapter that has a source, in all locales of the corpus or in `locales`."""
    chosen = tuple(locales) or project.corpus.locales
    chapters = [chapter for chapter in project.corpus.chapters if chapter.source]
    return StatusReport(
        project.corpus.source_locale,
        tuple(_chapters(project, evidences, chapters, chosen)),
        chosen,
        evidences.history.limits,
    )


def _chapters(
    project: Project, evidences: Evidences, chapters: Sequence[Chapter], locales: Sequence[str]
) -> Iterator[ChapterStatus]:
    with progress(len(chapters), "comparing") as show:
        for done, chapter in enumerate(chapters, 1):
            yield _chapter(project, evidences, chapter, locales)
            show(done)


def _chapter(project: Project, evidences: Evidences, chapter: Chapter, locales: Sequence[str]) -> ChapterStatus:
    loaded = project.loader(chapter)
    assert loaded.source is not None and chapter.source is not None, "only chapters with a source are asked for"
    words = sum(words_of(Segment((block,))) for block in loaded.source.blocks)
    by_locale = {t.locale: t for t in reversed(loaded.translations)}
    found = tuple(
        status_of(by_locale[locale], evidences.past(by_locale[locale]))
        if locale in by_locale
        else missing_document(locale, words)
        for locale in locales
    )
    title = chapter.source.front_matter.text("title") if chapter.source.front_matter else ""
    return ChapterStatus(chapter.key, chapter.source.path, title, words, found)
