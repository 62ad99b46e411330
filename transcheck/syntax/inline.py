"""The text of a block with what inline rules must not look into blanked, at unchanged offsets."""

from transcheck.model.block import Block, BlockKind
from transcheck.model.facts import TokenKind

HOLE = "\x00"
"""Fills what was blanked: neither white space nor a letter nor punctuation."""

CODE = (TokenKind.CODE, TokenKind.FORMULA, TokenKind.DISPLAY)


def without(block: Block, *kinds: TokenKind) -> str:
    """`block.text`, as long as it was, with the tokens of `kinds` filled with holes."""
    return _filled(block, kinds, edge=0)


def hollow(block: Block, source: str) -> str:
    """`block.text` with every token filled but for its first and last character, which decide on emphasis beside it.

    `source` is the text of the document: a comment in the block is filled where the block has it blank.
    """
    text = _filled(block, tuple(TokenKind), edge=1)
    was = source[block.span.start : block.span.end]
    if was == block.text:
        return text
    return "".join(char if old == new else HOLE for char, old, new in zip(text, was, block.text, strict=True))


def _filled(block: Block, kinds: tuple[TokenKind, ...], *, edge: int) -> str:
    text, start, at = block.text, block.span.start, 0
    parts = []
    for token in block.facts.of(*kinds):
        first, last = max(token.span.start - start + edge, at), token.span.end - start - edge
        if last > first:
            parts += [text[at:first], HOLE * (last - first)]
            at = last
    return "".join([*parts, text[at:]])


def is_markdown(block: Block) -> bool:
    """Whether inline Markdown is read in it: not in code, formulas, and blocks that open with a tag."""
    return block.kind not in (BlockKind.CODE, BlockKind.MATH) and not block.text.startswith("<")
