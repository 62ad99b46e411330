"""A folder -> a corpus: heads of every document joined into chapters, the flavour, the site index."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from transcheck.locales.tags import same_language
from transcheck.model.corpus import Chapter, Corpus, Flavour
from transcheck.model.document import Head
from transcheck.model.metadata import LANG_REF
from transcheck.read.files import list_files, read_text
from transcheck.read.front_matter import read_front_matter
from transcheck.read.layout import Locate, Place, as_locale, locator
from transcheck.read.library import Library, text_of
from transcheck.read.site_index import read_site_index

_OPENING = 2000
"""Characters kept of a text without front matter, enough for a finding about its opening."""


@dataclass(frozen=True)
class Layout:
    """What a project says of where its documents stand; everything has a default that usually fits."""

    source_locale: str = "en"
    paths: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    flavour: Flavour | None = None


def read_corpus(
    root: Path, layout: Layout, overrides: Mapping[str, str] | None = None, absent: Collection[str] = ()
) -> Corpus:
    """Read all heads below `root`.  `overrides` gives texts that stand for files (standard input, an earlier revision).

    Documents that are `absent` are passed over.
    """
    listing = list_files(root, layout.exclude)
    texts = overrides or {}
    documents = sorted({*listing.documents, *texts}.difference(absent))
    locate = locator(documents, layout.source_locale, layout.paths)
    heads = [_head(root, path, locate, layout, texts) for path in documents]
    uses_lang_ref = _uses_lang_ref(heads)
    joined = _Joiner([head for head in heads if not _is_lost(head)], uses_lang_ref).joined()
    members = _members(joined) if uses_lang_ref else joined
    return Corpus(
        source_locale=layout.source_locale,
        chapters=_chapters(members),
        heads=tuple(members),
        flavour=layout.flavour or _flavour(root, documents, listing.others),
        files=listing.others | frozenset(documents),
        index=read_site_index(root, listing.others, layout.source_locale),
        uses_lang_ref=uses_lang_ref,
        unread=tuple(head for head in heads if head.defects),
        documents=Library(root, {head.path: head for head in members}, texts),
    )


def _head(root: Path, path: str, locate: Locate, layout: Layout, texts: Mapping[str, str]) -> Head:
    text, defect = text_of(root, path, texts)
    front_matter = read_front_matter(text)
    place = locate(path) or Place("", path)
    said = front_matter.text("lang") if front_matter else ""
    locale = as_locale(place.locale) or said or layout.source_locale
    is_source = same_language(locale, layout.source_locale)
    return Head(
        path=path,
        locale=layout.source_locale if is_source else locale,
        path_locale=place.locale,
        chapter=place.chapter,
        is_source=is_source,
        front_matter=front_matter,
        text=text[: front_matter.span.end if front_matter else _OPENING],
        defects=(defect,) if defect else (),
        size=len(text),
    )


_JEKYLL = "_config.yml"


def _flavour(root: Path, documents: Sequence[str], files: Iterable[str]) -> Flavour:
    """Kramdown where Jekyll's configuration stands above the documents, in the corpus or just above it."""
    folders = [file.removesuffix(_JEKYLL) for file in files if f"/{file}".endswith(f"/{_JEKYLL}")]
    above = {folder for folder in folders if any(document.startswith(folder) for document in documents)}
    is_kramdown = any(_is_jekyll(root / folder) for folder in above) or _is_jekyll(root.parent)
    return Flavour.KRAMDOWN if is_kramdown else Flavour.COMMONMARK


def _is_jekyll(folder: Path) -> bool:
    """Whether the configuration there is Jekyll's: Hexo's has the same name, beside a package that speaks of it."""
    if not (folder / _JEKYLL).is_file():
        return False
    package = folder / "package.json"
    return not (package.is_file() and "hexo" in read_text(package)[0])


def _is_lost(head: Head) -> bool:
    """Whether nothing of the file could be read, so that nothing can be said of what it holds."""
    return bool(head.defects) and not head.text


def _uses_lang_ref(heads: Sequence[Head]) -> bool:
    """Whether `lang-ref` joins the chapters: at least half of the sources with front matter have one."""
    sources = [head for head in heads if head.is_source] or heads
    asked = [head for head in sources if head.front_matter is not None]
    return 0 < len(asked) <= 2 * sum(bool(head.lang_ref) for head in asked)


class _Joiner:
    """Gives each head its chapter: its `lang-ref`, and by its path where that fails."""

    def __init__(self, heads: list[Head], uses_lang_ref: bool) -> None:
        self.heads = heads
        self.uses_lang_ref = uses_lang_ref
        sources = [head for head in heads if head.is_source]
        self.by_path = {head.chapter: head for head in sources}
        self.by_stem = {PurePosixPath(head.chapter).with_suffix("").as_posix(): head for head in sources}
        self.refs: dict[str, Head] = {}
        for head in sources:
            if head.lang_ref:
                self.refs.setdefault(head.lang_ref, head)
        self.claims: dict[tuple[str, str], list[Head]] = defaultdict(list)
        for head in heads:
            self.claims[head.locale, head.lang_ref].append(head)

    def joined(self) -> list[Head]:
        return [replace(head, chapter=self._chapter(head)) for head in self.heads]

    def _chapter(self, head: Head) -> str:
        if not self.uses_lang_ref:
            return head.chapter
        if head.is_source:
            return head.lang_ref if self.refs.get(head.lang_ref) is head else head.chapter
        beside = self._beside(head)
        if beside is None:
            return head.lang_ref or head.chapter
        owner = self.refs.get(head.lang_ref)
        if owner is not None and not self._contested(head) and self._is_likelier(head, owner, beside):
            return head.lang_ref
        return self._chapter(beside)

    def _is_likelier(self, head: Head, owner: Head, beside: Head) -> bool:
        """Whether a translation is of the source with its `lang-ref` rather than of the one at its place.

        A `lang-ref` is copied and forgotten more often than a file is moved, so that what else the front
        matter holds must speak for it: the same lecturer, the same date.
        """
        if owner is beside or not beside.lang_ref:
            return True
        return _likeness(head, owner) > _likeness(head, beside)

    def _beside(self, head: Head) -> Head | None:
        """The source at the same path."""
        stem = PurePosixPath(head.chapter).with_suffix("").as_posix()
        return self.by_path.get(head.chapter) or self.by_stem.get(stem)

    def _contested(self, head: Head) -> bool:
        """Whether another document of the locale claims the same chapter and stands at its place."""
        beside = self._beside(head)
        rivals = [other for other in self.claims[head.locale, head.lang_ref] if other.path != head.path]
        return bool(rivals) and (beside is None or beside.lang_ref != head.lang_ref)


def _likeness(head: Head, source: Head) -> int:
    """How many keys have the same text in both."""
    own, theirs = head.metadata, source.metadata
    if own is None or theirs is None:
        return 0
    return sum(bool(key.text) and own.text(name) == key.text for name, key in theirs.values.items() if name != LANG_REF)


def _members(heads: Sequence[Head]) -> list[Head]:
    """The chapters of a project that uses `lang-ref`: a README or the like without front matter is none,
    but a translation that lost it, and a source that a translation answers, are.
    """
    answered = {(head.chapter, head.is_source) for head in heads}
    return [
        head
        for head in heads
        if head.front_matter is not None
        or (not _is_readme(head) and (head.chapter, not head.is_source) in answered)
        or head.defects
    ]


def _is_readme(head: Head) -> bool:
    return PurePosixPath(head.path).stem.upper().startswith("README")


def _chapters(heads: Iterable[Head]) -> tuple[Chapter, ...]:
    by_key: dict[str, list[Head]] = defaultdict(list)
    for head in heads:
        by_key[head.chapter].append(head)
    return tuple(_chapter(key, by_key[key]) for key in sorted(by_key))


def _chapter(key: str, heads: list[Head]) -> Chapter:
    source = next((head for head in heads if head.is_source), None)
    return Chapter(key, source, tuple(head for head in heads if head is not source and not head.is_source))
