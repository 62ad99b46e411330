"""All documents of a project, by chapter."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from transcheck.lazy import lazy
from transcheck.model.document import Document, Head
from transcheck.model.metadata import LANG, Custom, key_uses
from transcheck.model.site import Site
from transcheck.model.text import Span


class Flavour(Enum):
    """Which Markdown parser publishes the documents; they differ in what ends a comment."""

    COMMONMARK = "commonmark"
    KRAMDOWN = "kramdown"


@dataclass(frozen=True, slots=True)
class Listing:
    """A path that a site index names, at a span of the index; `locale` is the section it stands in."""

    path: str
    locale: str
    span: Span


@dataclass(frozen=True, slots=True)
class SiteIndex:
    """A file that lists the chapters of a site, such as Jekyll's `_config.yml`."""

    path: str
    text: str
    listings: tuple[Listing, ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    """All documents that share one `lang-ref`, or one path where there is none."""

    key: str
    source: Head | None
    translations: tuple[Head, ...]


@dataclass(frozen=True)
class Corpus:
    """The documents below one root, by chapter, and what rules may know of the root's other files."""

    source_locale: str
    chapters: tuple[Chapter, ...]
    heads: tuple[Head, ...]
    flavour: Flavour = Flavour.COMMONMARK
    files: frozenset[str] = frozenset()
    index: SiteIndex | None = None
    uses_lang_ref: bool = False
    unread: tuple[Head, ...] = field(default=())
    documents: Mapping[str, Document] = field(default_factory=dict, compare=False)

    @lazy
    def by_path(self) -> Mapping[str, Head]:
        return {head.path: head for head in self.heads}

    @lazy
    def by_chapter(self) -> Mapping[str, Chapter]:
        return {chapter.key: chapter for chapter in self.chapters}

    @lazy
    def locales(self) -> tuple[str, ...]:
        """The target locales, sorted."""
        return tuple(sorted({head.locale for head in self.heads if not head.is_source and head.locale}))

    @lazy
    def custom(self) -> Custom:
        """What the front matter of this project is used to hold."""
        pairs = (
            (chapter.source.metadata, head.metadata)
            for chapter in self.chapters
            for head in chapter.translations
            if chapter.source and chapter.source.metadata and head.metadata
        )
        return Custom(key_uses(pairs), self.uses_lang_ref)

    @lazy
    def lang_by_folder(self) -> Mapping[str, str]:
        """How the documents of a path's locale mostly write it in `lang`."""
        written: dict[str, Counter[str]] = {}
        for head in self.heads:
            if head.metadata and head.path_locale and (said := head.metadata.text(LANG)):
                written.setdefault(head.path_locale, Counter())[said] += 1
        return {folder: count.most_common(1)[0][0] for folder, count in written.items()}

    @lazy
    def site(self) -> Site:
        """The corpus as links see it."""
        return Site(self.heads, self.files, self.documents)

    def source_of(self, head: Head) -> Head | None:
        chapter = self.by_chapter.get(head.chapter)
        return chapter.source if chapter else None
