"""A folder -> a corpus: heads of every document joined into chapters, the flavour, the site index."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from transcheck.locales.tags import same_language
from transcheck.model.corpus import Chapter, Corpus, Flavour
from transcheck.model.document import Defect, Head
from transcheck.read.files import list_files, read_text
from transcheck.read.front_matter import read_front_matter
from transcheck.read.layout import Locate, Place, as_locale, locator
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


def read_corpus(root: Path, layout: Layout, overrides: Mapping[str, str] | None = None) -> Corpus:
    """Read all heads below `root`.  `overrides` gives texts that stand for files (standard input)."""
    listing = list_files(root, layout.exclude)
    texts = overrides or {}
    documents = sorted({*listing.documents, *texts})
    locate = locator(documents, layout.source_locale, layout.paths)
    heads = [_head(root, path, locate, layout, texts) for path in documents]
    uses_lang_ref = any(head.is_source and head.lang_ref for head in heads)
    chapters = _Joiner(heads, uses_lang_ref).joined()
    members = [head for head in chapters if _is_chapter(head, uses_lang_ref, chapters)]
    return Corpus(
        source_locale=layout.source_locale,
        chapters=_chapters(members),
        heads=tuple(members),
        flavour=layout.flavour or _flavour(root, listing.others),
        files=listing.others | frozenset(documents),
        index=read_site_index(root, listing.others, layout.source_locale),
        uses_lang_ref=uses_lang_ref,
        unread=tuple(head for head in heads if head.defects),
    )


def _head(root: Path, path: str, locate: Locate, layout: Layout, texts: Mapping[str, str]) -> Head:
    text, defect = _text(root, path, texts)
    front_matter = read_front_matter(text)
    place = locate(path) or Place("", path)
    said = front_matter.text("lang") if front_matter else ""
    locale = as_locale(place.locale) or said or layout.source_locale
    is_source = same_language(locale, layout.source_locale) if place.locale else not said
    return Head(
        path=path,
        locale=layout.source_locale if is_source else locale,
        path_locale=place.locale,
        chapter=place.chapter,
        is_source=is_source,
        front_matter=front_matter,
        text=text[: front_matter.span.end if front_matter else _OPENING],
        defects=(defect,) if defect else (),
    )


def _text(root: Path, path: str, texts: Mapping[str, str]) -> tuple[str, Defect | None]:
    return (texts[path], None) if path in texts else read_text(root / path)


def with_text(root: Path, head: Head, texts: Mapping[str, str]) -> Head:
    """`head` with the whole text of its file, of which a corpus keeps no more than it needs."""
    return replace(head, text=_text(root, head.path, texts)[0])


def _flavour(root: Path, files: Iterable[str]) -> Flavour:
    jekyll = "_config.yml" in files or (root.parent / "_config.yml").is_file()
    return Flavour.KRAMDOWN if jekyll else Flavour.COMMONMARK


class _Joiner:
    """Gives each head its chapter: its `lang-ref`, and by its path where that fails."""

    def __init__(self, heads: list[Head], uses_lang_ref: bool) -> None:
        self.heads = heads
        self.uses_lang_ref = uses_lang_ref
        sources = [head for head in heads if head.is_source]
        self.by_path = {head.chapter: head for head in sources}
        self.by_stem = {PurePosixPath(head.chapter).with_suffix("").as_posix(): head for head in sources}
        self.refs = {head.lang_ref for head in sources if head.lang_ref}
        self.claims: dict[tuple[str, str], list[Head]] = defaultdict(list)
        for head in heads:
            self.claims[head.locale, head.lang_ref].append(head)

    def joined(self) -> list[Head]:
        return [replace(head, chapter=self._chapter(head)) for head in self.heads]

    def _chapter(self, head: Head) -> str:
        if not self.uses_lang_ref:
            return head.chapter
        beside = self._beside(head)
        if head.is_source or beside is None:
            return head.lang_ref or head.chapter
        if head.lang_ref in self.refs and not self._contested(head):
            return head.lang_ref
        return beside.lang_ref or beside.chapter

    def _beside(self, head: Head) -> Head | None:
        """The source at the same path."""
        stem = PurePosixPath(head.chapter).with_suffix("").as_posix()
        return self.by_path.get(head.chapter) or self.by_stem.get(stem)

    def _contested(self, head: Head) -> bool:
        """Whether another document of the locale claims the same chapter and stands at its place."""
        beside = self._beside(head)
        rivals = [other for other in self.claims[head.locale, head.lang_ref] if other.path != head.path]
        return bool(rivals) and (beside is None or beside.lang_ref != head.lang_ref)


def _is_chapter(head: Head, uses_lang_ref: bool, heads: list[Head]) -> bool:
    """READMEs and the like are no chapters: in a project that uses `lang-ref` they have no front matter."""
    if not uses_lang_ref or head.front_matter is not None or head.defects:
        return True
    if PurePosixPath(head.path).stem.upper().startswith("README"):
        return False
    return any(other.chapter == head.chapter and other.is_source != head.is_source for other in heads)


def _chapters(heads: Iterable[Head]) -> tuple[Chapter, ...]:
    by_key: dict[str, list[Head]] = defaultdict(list)
    for head in heads:
        by_key[head.chapter].append(head)
    return tuple(_chapter(key, by_key[key]) for key in sorted(by_key))


def _chapter(key: str, heads: list[Head]) -> Chapter:
    source = next((head for head in heads if head.is_source), None)
    return Chapter(key, source, tuple(head for head in heads if head is not source and not head.is_source))
