"""What changed since a revision: the project as it was beside the project as it is."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.fuzz import ratio

from transcheck.align.breakage import Breakage, lost_anchors
from transcheck.align.documents import align
from transcheck.align.since import Meantime, touches
from transcheck.align.staleness import words_of
from transcheck.commands.evidence import pin_of
from transcheck.commands.project import Project, layout_of
from transcheck.errors import UserError
from transcheck.model.block import Segment
from transcheck.model.corpus import Chapter, Corpus
from transcheck.model.document import Document, Head
from transcheck.model.since import ChapterSince, Fate, SinceReport
from transcheck.read.baseline import read_baseline
from transcheck.read.corpus import read_corpus

_SAME = 60.0
"""Similarity (0-100) from which a new file is an old one renamed, as for git's log."""


def since(project: Project, revision: str, locales: Sequence[str] = ()) -> SinceReport:
    """What the changes from the merge base of `revision` and HEAD to the working tree ask of translations.

    Raises UserError where git cannot tell.
    """
    baseline = read_baseline(project.root, revision, project.config.exclude)
    if isinstance(baseline, str):
        raise UserError(f"--since: {baseline}")
    added = [head.path for head in project.corpus.heads if head.path not in baseline.paths]
    before = read_corpus(project.root, layout_of(project.config), baseline.texts, absent=added)
    chosen = tuple(locales) or tuple(sorted({*project.corpus.locales, *before.locales}))
    comparison = _Comparison(project, before, frozenset(baseline.texts), frozenset(chosen))
    found = tuple(sorted(comparison.chapters(), key=lambda one: (one.path, one.chapter)))
    return SinceReport(revision, baseline.commit, found, chosen, baseline.limits)


@dataclass(frozen=True)
class _Comparison:
    project: Project
    before: Corpus
    changed: frozenset[str]
    locales: frozenset[str]

    @property
    def now(self) -> Corpus:
        return self.project.corpus

    def chapters(self) -> Iterator[ChapterSince]:
        """The source chapters that changed, and were asked for."""
        pairs = [pair for pair in self._pairs() if self._asked(*pair)]
        pages = {
            was.path: (self.before.documents[was.path], self.now.documents[to.path] if to else None)
            for was, to in pairs
            if was is not None
        }
        breakage = Breakage(self.before, self.now, pages)
        for was, to in pairs:
            yield self._chapter(was, to, breakage)

    def _pairs(self) -> Iterator[tuple[Head | None, Head | None]]:
        """Each source that differs, as it was and as it is."""
        old = {chapter.key: chapter.source for chapter in self.before.chapters if chapter.source}
        new = {chapter.key: chapter.source for chapter in self.now.chapters if chapter.source}
        gone = [head for key, head in old.items() if key not in new]
        come = [head for key, head in new.items() if key not in old]
        renamed = dict(self._renamed(gone, come))
        yield from ((head, renamed.get(head.path)) for head in gone)
        taken = {head.path for head in renamed.values()}
        yield from ((None, head) for head in come if head.path not in taken)
        yield from ((old[key], head) for key, head in new.items() if key in old and self._differs(old[key], head))

    def _differs(self, was: Head, now: Head) -> bool:
        return was.path != now.path or was.path in self.changed

    def _renamed(self, gone: Sequence[Head], come: Sequence[Head]) -> Iterator[tuple[str, Head]]:
        """The most alike first."""
        scored = sorted(
            ((self._likeness(was, now), was.path, now) for was in gone for now in come), key=lambda one: -one[0]
        )
        taken: set[str] = set()
        for score, path, head in scored:
            if score >= _SAME and not taken & {path, head.path}:
                taken |= {path, head.path}
                yield path, head

    def _likeness(self, was: Head, now: Head) -> float:
        old, new = self.before.documents[was.path].text, self.now.documents[now.path].text
        return ratio(old, new, score_cutoff=_SAME)

    def _asked(self, was: Head | None, now: Head | None) -> bool:
        asked = self.project.reported
        return asked is None or any(path in asked for path in self._paths(was, now))

    def _paths(self, was: Head | None, now: Head | None) -> Iterator[str]:
        for head, corpus in ((was, self.before), (now, self.now)):
            if head is not None:
                yield head.path
                yield from (one.path for one in corpus.by_chapter[head.chapter].translations)

    def _chapter(self, was: Head | None, now: Head | None, breakage: Breakage) -> ChapterSince:
        if was is None:
            assert now is not None, "a pair has a side"
            return ChapterSince(now.chapter, Fate.ADDED, now.path, words=_words(self.now.documents[now.path]))
        if now is None:
            links = breakage.links_to_page(was.path)
            return ChapterSince(was.chapter, Fate.REMOVED, was.path, links=links, translations=self._orphans(was))
        old, new = self.before.documents[was.path], self.now.documents[now.path]
        renamed = was.path != now.path
        return ChapterSince(
            chapter=now.chapter,
            fate=Fate.RENAMED if renamed else Fate.CHANGED,
            path=now.path,
            former_path=was.path if renamed else "",
            words=_words(new),
            touches=tuple(touches(old, new, self._meantimes(old, new))),
            anchors=breakage.with_links(was.path, lost_anchors(old, new)),
            links=breakage.links_to_page(was.path),
            retitled=_retitled(old, new),
            translations=self._orphans(was) if was.chapter != now.chapter else (),
        )

    def _orphans(self, was: Head) -> tuple[str, ...]:
        """The translations that stand where the source was, and have none now."""
        chapter = self.now.by_chapter.get(was.chapter)
        return tuple(head.path for head in self._translations(chapter)) if chapter and not chapter.source else ()

    def _translations(self, chapter: Chapter | None) -> Iterator[Head]:
        if chapter is not None:
            yield from (head for head in chapter.translations if head.locale in self.locales)

    def _meantimes(self, old: Document, new: Document) -> list[Meantime]:
        """The chapter's translations, by locale."""
        heads = sorted(self._translations(self.now.by_chapter[new.head.chapter]), key=lambda head: head.locale)
        return [self._meantime(self.now.documents[head.path], old, new) for head in heads]

    def _meantime(self, target: Document, old: Document, new: Document) -> Meantime:
        before = self._former(target.head, old)
        pins = [pin_of(one.head, self.project.config.pin_keys) if one else None for one in (before, target)]
        return Meantime(align(new, target), before, old, repinned=pins[1] is not None and pins[0] != pins[1])

    def _former(self, head: Head, source: Document) -> Document | None:
        """The translation before the branch, under its own path or as the locale's of its chapter then."""
        if head.path in self.before.by_path:
            return (self.before if head.path in self.changed else self.now).documents[head.path]
        chapter = self.before.by_chapter.get(source.head.chapter)
        then = next((one for one in self._translations(chapter) if one.locale == head.locale), None)
        return self.before.documents[then.path] if then else None


def _retitled(old: Document, new: Document) -> tuple[str, str] | None:
    before, now = (one.front_matter.text("title") if one.front_matter else "" for one in (old, new))
    return (before, now) if before != now else None


def _words(document: Document) -> int:
    return sum(words_of(Segment((block,))) for block in document.blocks)
