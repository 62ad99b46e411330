"""What links lose when pages change: ids that are gone, pages that are gone, and the links that led to them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from transcheck.lazy import lazy
from transcheck.model.anchors import heading_letters
from transcheck.model.block import Block, BlockKind
from transcheck.model.corpus import Corpus
from transcheck.model.document import Document
from transcheck.model.facts import Token, TokenKind
from transcheck.model.links import Target, parse_target
from transcheck.model.since import BrokenLink, LostAnchor
from transcheck.model.site import names_page


def lost_anchors(old: Document, new: Document) -> tuple[LostAnchor, ...]:
    """The ids that links could lead to and no longer can, in the order of the page."""
    named = [LostAnchor(name, "", 0) for name in sorted(old.anchors.named - new.anchors.named)]
    headings = (block for block in old.blocks if block.kind is BlockKind.HEADING)
    made = [
        LostAnchor(slug(block), block.facts.plain, _line(old, block)) for block in headings if _is_lost(block, old, new)
    ]
    return (*made, *(anchor for anchor in named if not new.anchors.has(anchor.anchor)))


def slug(heading: Block) -> str:
    """The id that most generators make of a heading: words in lower case with hyphens between."""
    words = "".join(char if char.isalnum() else " " for char in heading.facts.plain.casefold()).split()
    return "-".join(words)


def _is_lost(heading: Block, old: Document, new: Document) -> bool:
    letters = heading_letters(heading.text) & old.anchors.headings
    return bool(letters) and new.anchors.headings.isdisjoint(letters) and not new.anchors.has(slug(heading))


@dataclass(frozen=True)
class Breakage:
    """The corpus before a branch and now; `pages` are its changed source pages by path, each as it was and is.

    A page that is gone is None now.
    """

    before: Corpus
    now: Corpus
    pages: Mapping[str, tuple[Document, Document | None]]

    def links_to_page(self, path: str) -> tuple[BrokenLink, ...]:
        return tuple(link for to, fragment, link in self._broken if to == path and not fragment)

    def with_links(self, path: str, anchors: Sequence[LostAnchor]) -> tuple[LostAnchor, ...]:
        """`anchors` of the page, each with its links."""
        broken = [(fragment, link) for to, fragment, link in self._broken if to == path and fragment]
        return tuple(
            replace(anchor, links=tuple(link for fragment, link in broken if _means(fragment, anchor)))
            for anchor in anchors
        )

    @lazy
    def _broken(self) -> tuple[tuple[str, str, BrokenLink], ...]:
        """The page, the id ("" where the page itself is gone) and the link, of each that is broken now."""
        if not any(now is None or now.path != old.path or lost_anchors(old, now) for old, now in self.pages.values()):
            return ()
        documents = (self.now.documents[head.path] for head in self.now.heads if head.path in self.before.by_path)
        return tuple(found for document in documents for found in self._of(document))

    def _of(self, document: Document) -> Iterator[tuple[str, str, BrokenLink]]:
        for token, target in _links(document):
            line = document.lines.place(token.value_span.start)[0]
            link = BrokenLink(document.locale, document.path, line, token.value)
            for path in _pages(self.before, document.path, target):
                if path in self.pages and (fragment := self._loses(document.path, path, target)) is not None:
                    yield path, fragment, link

    def _loses(self, origin: str, path: str, target: Target) -> str | None:
        """The id that the link loses, "" for the whole page, None for nothing."""
        old = self.pages[path][0]
        there = [self.now.documents[page] for page in _pages(self.now, origin, target)]
        if not there:
            return None if self.now.site.is_folder(origin, target) else ""
        lost = bool(target.fragment) and old.anchors.has(target.fragment)
        return target.fragment if lost and not any(page.anchors.has(target.fragment) for page in there) else None


def _links(document: Document) -> Iterator[tuple[Token, Target]]:
    for block in document.blocks:
        for token in block.facts.of(TokenKind.LINK):
            target = parse_target(token.value)
            if target.is_internal and (target.fragment or names_page(target)):
                yield token, target


def _pages(corpus: Corpus, origin: str, target: Target) -> tuple[str, ...]:
    """The documents that a link may lead to, those of the source where the site shows them instead."""
    found = [path for path in corpus.site.documents_at(origin, target) if path in corpus.by_path]
    if not found and corpus.site.falls_back:
        source = corpus.source_of(corpus.by_path[origin])
        found = list(corpus.site.documents_at(source.path, target)) if source else []
    return tuple(path for path in found if path in corpus.by_path)


def _means(fragment: str, anchor: LostAnchor) -> bool:
    letters = "".join(char for char in fragment.casefold() if char.isalnum())
    return fragment == anchor.anchor or (bool(anchor.heading) and letters in heading_letters(anchor.heading))


def _line(document: Document, block: Block) -> int:
    return document.lines.place(block.span.start)[0]
