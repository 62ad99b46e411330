"""What of a block survives translation.

Everything is found when it is first asked for, since most blocks are placed by a comment beside them
or by their neighbours, and the marks of a block cost more than all the rest of alignment.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Generic, TypeVar

from rapidfuzz.fuzz import ratio

from transcheck.lazy import lazy
from transcheck.model.block import Block, BlockKind
from transcheck.model.facts import TokenKind
from transcheck.model.normal import form, formula

Things = TypeVar("Things")

_MARKUP = re.compile(
    r"\$\$?[^$]{1,2000}\$\$?|`[^`]{1,500}`|\]\([^()]{0,2000}\)|<[^<>]{1,2000}>|https?://\S+|\{[^{}\n]{1,200}\}"
)
_MARKED = re.compile(r"[$`<(:{]")
_WORD = re.compile(r"[A-Za-z][A-Za-z0-9]{2,}")
_NAME = re.compile(r"\b(?:[A-Z][a-z]*[A-Z0-9][A-Za-z0-9]*|(?<=[a-z,;:(] )[A-Z][a-z]{2,})")
_STEM = re.compile(r"\b([A-Za-z]{4})[A-Za-z]")
_NUMBER = re.compile(r"\d{2,18}")
_LOCALE_PART = re.compile(r"(?<=/)[a-z]{2}(?:-[A-Za-z]{2,4})?(?=/)")
_ANCHOR = re.compile(r"\{\s*#([\w-]+)[^{}\n]*\}\s*\Z")
_LABEL = re.compile(r"(?<![A-Za-z0-9.])(?!A [a-z])([A-Z]|\d{1,2}(?:\.\d{1,2})*)(?![A-Za-z0-9])")
_NOT_WORD = re.compile(r"[\W_]+")
_COPIED = 80
"""Similarity (0-100) from which a block of the target is the source left in the open."""
_END = 24


@dataclass(frozen=True, eq=False)
class Feature:
    """A block, or neighbouring blocks taken as one, as alignment sees it.

    `latin` says that the text is in Latin letters, where only names stand out as names.  `copied` says
    that it is a block of the source as it stands, not a translation.  `rank` is the kind as a number,
    for an enum's hash is slow.
    """

    blocks: tuple[Block, ...]
    kind: BlockKind
    rank: int
    level: int
    is_prose: bool
    latin: bool
    copied: bool = False

    @lazy
    def bare(self) -> str:
        """The text roughly without what is not translated."""
        text = "\n".join([block.text for block in self.blocks])
        if self.kind in _VERBATIM or not _MARKED.search(text):
            return text
        return _MARKUP.sub(" ", text)

    @lazy
    def speaks(self) -> bool:
        """Whether there are letters or digits for a reader."""
        return any(char.isalnum() for char in self.bare)

    @lazy
    def length(self) -> int:
        """In characters, a run of white space being one."""
        return len(" ".join(self.bare.split()))

    def copies(self, source: "Feature") -> bool:
        """Whether it is `source` as it stands, or nearly."""
        return self.copied and bool({*_keys(self.blocks[0].text)} & {*_keys(source.blocks[0].text)})

    @lazy
    def marks(self) -> frozenset[str]:
        """What stays as it is: formulas, code, targets of links, images, placeholders, numbers, ids."""
        return frozenset(mark for block in self.blocks for mark in _marks(block)).union(
            [f"n{int(number)}" for number in _NUMBER.findall(self.bare)] if self.is_prose else ()
        )

    @lazy
    def ids(self) -> tuple[str, ...]:
        """What tells a heading from others: the id that it has or that sites make of it, its number or letter."""
        if self.kind is not BlockKind.HEADING:
            return ()
        text = self.blocks[0].text
        said = _ANCHOR.search(text)
        slug = said[1] if said else _NOT_WORD.sub("-", form(text).casefold()).strip("-")
        label = _LABEL.search(_ANCHOR.sub("", text).lstrip("# "))
        return ("#" + slug, f"={label[1]}") if label else ("#" + slug,)

    @lazy
    def names(self) -> frozenset[str]:
        """What may stay as it is: in Latin letters the names, else every word in Latin letters."""
        if not self.is_prose:
            return frozenset()
        return frozenset(name.casefold() for name in (_NAME if self.latin else _WORD).findall(self.bare))

    @lazy
    def stems(self) -> frozenset[str]:
        """How its longer words begin, which cognates of one script share (Simard, Foster & Isabelle 1992)."""
        if not self.is_prose:
            return frozenset()
        return frozenset(stem.casefold() for stem in _STEM.findall(self.bare))


KINDS = tuple(BlockKind)
_VERBATIM = (BlockKind.CODE, BlockKind.MATH, BlockKind.TABLE)
_RANKS = {kind: rank for rank, kind in enumerate(KINDS)}


def feature_of(blocks: tuple[Block, ...], *, latin: bool, copied: bool = False) -> Feature:
    kind = blocks[0].kind
    return Feature(blocks, kind, _RANKS[kind], blocks[0].level, kind.is_prose, latin, copied)


def _marks(block: Block) -> Iterator[str]:
    if block.kind is BlockKind.CODE:
        yield from ("c" + "".join(line.split()) for line in block.text.split("\n")[1:] if len(line.strip()) > 3)
        return
    for token in block.facts.tokens:
        if (read := _READERS.get(token.kind)) is not None:
            yield read(token.value)


def _squeezed(text: str) -> str:
    return "".join(text.split())


_READERS: Mapping[TokenKind, Callable[[str], str]] = MappingProxyType(
    {
        TokenKind.FORMULA: lambda value: "f" + formula(value),
        TokenKind.DISPLAY: lambda value: "f" + formula(value),
        TokenKind.CODE: lambda value: "c" + _squeezed(value),
        TokenKind.LINK: lambda value: "l" + _LOCALE_PART.sub("", value),
        TokenKind.IMAGE: lambda value: "i" + value.rsplit("/", 1)[-1],
        TokenKind.PLACEHOLDER: lambda value: "p" + _squeezed(value),
    }
)


def merged(parts: Sequence[Feature]) -> Feature:
    """The feature of neighbouring blocks taken as one."""
    return feature_of(tuple(block for part in parts for block in part.blocks), latin=parts[0].latin)


@dataclass(frozen=True, slots=True, eq=False)
class Same(Generic[Things]):
    """A key for a cache: the very same things, not equal ones, which would be costly to tell."""

    things: Things

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and self.things is other.things

    def __hash__(self) -> int:
        return id(self.things)


def source_features(blocks: tuple[Block, ...]) -> tuple[Feature, ...]:
    """Features of the source, any word of which may stand in the translation; kept for the next locale."""
    return _source_features(Same(blocks))


@lru_cache(maxsize=4)
def _source_features(same: Same[tuple[Block, ...]]) -> tuple[Feature, ...]:
    return tuple(feature_of((block,), latin=False) for block in same.things)


def target_features(blocks: Sequence[Block], sources: Sequence[Feature], *, latin: bool) -> tuple[Feature, ...]:
    known = {key: source for source in sources if source.is_prose for key in _keys(source.blocks[0].text)}
    return tuple(feature_of((block,), latin=latin, copied=_is_copy(block, known)) for block in blocks)


def _is_copy(block: Block, known: dict[str, Feature]) -> bool:
    if not block.kind.is_prose:
        return False
    likely = [known[key] for key in _keys(block.text) if key in known]
    return any(ratio(form(block.text), form(source.blocks[0].text)) >= _COPIED for source in likely)


def _keys(text: str) -> tuple[str, str]:
    """How a text begins and how it ends, which is enough to tell it from most others."""
    return text[:_END], text[-_END:]
