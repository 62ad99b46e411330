"""Blocks of Markdown, and the segments that units are made of."""

from dataclasses import dataclass
from enum import Enum

from transcheck.lazy import lazy
from transcheck.model.facts import Facts
from transcheck.model.text import Span, hull


class BlockKind(Enum):
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list item"
    TABLE = "table"
    CODE = "code block"
    MATH = "formula"
    FIGURE = "figure"
    HTML = "markup"
    FOOTNOTE = "footnote"
    RULE = "thematic break"

    __hash__ = object.__hash__  # an enum's own is written in Python

    @property
    def is_prose(self) -> bool:
        """Whether a translator writes its words."""
        return self in _PROSE

    @property
    def is_markup(self) -> bool:
        """Whether nothing in it is read by a reader: tags, shortcodes, breaks."""
        return self in (BlockKind.HTML, BlockKind.RULE)


_PROSE = (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.HEADING, BlockKind.FOOTNOTE)


@dataclass(frozen=True, slots=True)
class Block:
    """One block of a document.

    `text` is as long as `span`; comments inside it are blanked.  `level` is 1-6 for a heading, the
    depth (from 1) for what stands in lists, else 0.  `info` is the info string of a code block.
    """

    kind: BlockKind
    span: Span
    text: str
    facts: Facts
    level: int = 0
    info: str = ""


@dataclass(frozen=True)
class Segment:
    """One or more blocks that stand on one side of a unit, in document order."""

    blocks: tuple[Block, ...]

    @property
    def kind(self) -> BlockKind:
        return self.blocks[0].kind

    @property
    def level(self) -> int:
        return self.blocks[0].level

    @lazy
    def span(self) -> Span:
        return hull(block.span for block in self.blocks)

    @lazy
    def text(self) -> str:
        return "\n\n".join(block.text for block in self.blocks)

    @lazy
    def facts(self) -> Facts:
        if len(self.blocks) == 1:
            return self.blocks[0].facts
        return Facts(tuple(piece for block in self.blocks for piece in block.facts.pieces))
