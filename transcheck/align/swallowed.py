"""Which blocks of a document's comments are source, and which are a translation that a comment hides."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from transcheck.lazy import lazy
from transcheck.locales.language import Language, language
from transcheck.locales.scripts import share
from transcheck.model.block import Block, BlockKind
from transcheck.model.document import Comment, CommentFault, Document
from transcheck.model.facts import Facts, Piece
from transcheck.model.normal import form
from transcheck.model.text import Span

_ENOUGH_WORDS = 6
_SIGNS = re.compile(r"([=*#~_+-])\1{7}")
_CLEARLY_MORE = 0.08


@dataclass(frozen=True)
class Reading:
    """`targets` are the document's blocks with those that comments hide (`hidden`, by index).

    `comments` are the blocks that may be source, each from the comment at its place in `owners`.
    """

    targets: tuple[Block, ...]
    hidden: frozenset[int]
    comments: tuple[Block, ...]
    owners: tuple[Comment, ...]

    @lazy
    def joints(self) -> frozenset[int]:
        """The targets that a comment stands right before."""
        starts = [block.span.start for block in self.targets]
        return frozenset(bisect_left(starts, block.span.start) for block in self.comments)


def read_comments(source: Document | None, target: Document) -> Reading:
    """Sort the blocks of all comments; what is clearly in the target language is no source."""
    judge = _Judge(source, target)
    comments: list[tuple[Block, Comment]] = []
    swallowed: list[Block] = []
    for comment in target.comments:
        kept, hides = judge.parted(comment)
        comments += [(block, comment) for block in kept]
        swallowed += hides
    targets = sorted([*target.blocks, *swallowed], key=lambda block: block.span.start)
    places = {block.span.start for block in swallowed}
    hidden = frozenset(index for index, block in enumerate(targets) if block.span.start in places)
    return Reading(tuple(targets), hidden, tuple(b for b, _ in comments), tuple(c for _, c in comments))


class _Judge:
    """Knows both languages and the source's blocks."""

    def __init__(self, source: Document | None, target: Document) -> None:
        self.source_language = language(source.locale if source else "en")
        self.target_language = language(target.locale)
        self.texts = frozenset(block.text for block in source.blocks) if source else frozenset()

    @lazy
    def forms(self) -> frozenset[str]:
        return frozenset(form(text) for text in self.texts)

    def is_translation(self, block: Block) -> bool:
        """Whether the block is prose clearly in the target language."""
        if not block.kind.is_prose or not self.target_language.has_data:
            return False
        if self._is_source(block):
            return False
        if "Latin" not in self.target_language.scripts:
            return share(block.facts.plain, self.target_language.scripts) > 0.3
        words = block.facts.words
        if len(words) < _ENOUGH_WORDS:
            return False
        return _share(words, self.target_language) > _share(words, self.source_language) + _CLEARLY_MORE

    def parted(self, comment: Comment) -> tuple[list[Block], list[Block]]:
        """The blocks that may be source, and those that the comment hides.

        A comment that never closes hides all that follows the first block of a translation.  What stands
        beside source in a comment that does close was put there by mistake; a translation alone was
        commented out, and is neither.
        """
        blocks = [block for block in self._blocks(comment) if not _is_separator(block)]
        translated = [self.is_translation(block) for block in blocks]
        if True not in translated:
            return blocks, []
        if comment.fault is CommentFault.UNCLOSED:
            first = self._turn(blocks, translated.index(True))
            return blocks[:first], blocks[first:]
        sorted_out: tuple[list[Block], list[Block]] = ([], [])
        for block, is_target in zip(blocks, translated, strict=True):
            sorted_out[is_target].append(block)
        kept, hidden = sorted_out
        if any(map(self._is_source, kept)):
            return kept, hidden
        return kept if _words(kept) > _words(hidden) else [], []

    def _turn(self, blocks: list[Block], first: int) -> int:
        """Where the translation begins, which may be with blocks too short to tell their language."""
        while first and not self._is_source(blocks[first - 1]) and len(blocks[first - 1].facts.words) < _ENOUGH_WORDS:
            first -= 1
        return first

    def _is_source(self, block: Block) -> bool:
        return block.text in self.texts or form(block.text) in self.forms

    def _blocks(self, comment: Comment) -> Iterator[Block]:
        """The comment's blocks; one that never closes may run from source into translation in one paragraph."""
        for block in comment.blocks:
            if comment.fault is CommentFault.UNCLOSED and "\n" in block.text and block.kind is BlockKind.PARAGRAPH:
                yield from self._parted(block)
            else:
                yield block

    def _parted(self, block: Block) -> Iterator[Block]:
        """Parted where the lines turn from one language to the other."""
        lines = block.text.splitlines(keepends=True)
        for count in range(1, len(lines)):
            head, tail = "".join(lines[:count]), "".join(lines[count:])
            rest = _paragraph(tail, block.span.start + len(head))
            if form(head) in self.forms or self.is_translation(rest):
                yield _paragraph(head.rstrip(), block.span.start)
                yield rest
                return
        yield block


def _words(blocks: list[Block]) -> int:
    return sum(len(block.facts.words) for block in blocks if block.kind.is_prose)


def _is_separator(block: Block) -> bool:
    """Whether it is a rule of signs, as `==== part 2 ====`."""
    return block.kind is BlockKind.RULE or (block.kind is BlockKind.PARAGRAPH and bool(_SIGNS.match(block.text)))


def _share(words: tuple[str, ...], tongue: Language) -> float:
    return sum(word in tongue.function_words for word in words) / len(words)


def _paragraph(text: str, start: int) -> Block:
    return Block(BlockKind.PARAGRAPH, Span(start, start + len(text)), text, Facts((Piece(text, start),)))
