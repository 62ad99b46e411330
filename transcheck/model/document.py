"""One file as read."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias

from transcheck.lazy import lazy
from transcheck.model.anchors import Anchors, anchors
from transcheck.model.block import Block
from transcheck.model.text import LineIndex, Span

YamlValue: TypeAlias = object
"""What YAML reads: str, int, float, bool, None, and lists and mappings of these."""


@dataclass(frozen=True, slots=True)
class Key:
    """A top-level key of the front matter with its value as YAML reads it (dates stay strings).

    `value_span` is empty where there is no value.  `written` is a scalar as its author wrote it: YAML
    reads the language code `no` as false, and drops the zero that a commit may begin with.
    """

    name: str
    span: Span
    value: YamlValue
    value_span: Span
    written: str = ""

    @property
    def text(self) -> str:
        """The value as text; empty for null."""
        return self.written or ("" if self.value is None else str(self.value).strip())


@dataclass(frozen=True, slots=True)
class Defect:
    """Something in a file that could not be read as it was meant, as the reader met it."""

    span: Span
    message: str


class Fence(Enum):
    """The lines that front matter stands between, which tell its language."""

    YAML = "---"
    TOML = "+++"
    NONE = ""


@dataclass(frozen=True)
class FrontMatter:
    """The keys that a file opens with; `span` holds the fences too, `body` what is between them.

    `keys` are in order with duplicates; where `defect` is set they are what could be told all the same.
    """

    span: Span
    body: Span
    keys: tuple[Key, ...] = ()
    defect: Defect | None = None
    fence: Fence = Fence.YAML

    @lazy
    def values(self) -> Mapping[str, Key]:
        """Keys by name; the last of duplicates, as YAML readers have it."""
        return {key.name: key for key in self.keys}

    def get(self, name: str) -> Key | None:
        """The key `name`; where there is none, a dotted name goes down into nested mappings."""
        first, dot, rest = name.partition(".")
        key = self.values.get(name) or (self.values.get(first) if dot else None)
        if key is None or key.name == name:
            return key
        value = key.value
        for part in rest.split("."):
            value = value.get(part) if isinstance(value, dict) else None
        return None if value is None else Key(name, key.span, value, key.value_span)

    def only(self, name: str) -> Key | None:
        """The key `name` where it stands exactly once."""
        found = [key for key in self.keys if key.name == name]
        return found[0] if len(found) == 1 else None

    def text(self, name: str) -> str:
        key = self.get(name)
        return key.text if key else ""


class CommentFault(Enum):
    """What is wrong with how a comment is written."""

    UNCLOSED = "never closes"
    NESTED = "holds another comment's opening"
    BAD_END = "ends with --!>"


@dataclass(frozen=True, slots=True)
class Comment:
    """An HTML comment with its content read as Markdown.

    `inner` is the span between the delimiters; offsets of `blocks` are into the document.
    `is_inline` says that other text stands on a line with it.  `in_code` comments are not kept.
    """

    span: Span
    inner: Span
    blocks: tuple[Block, ...]
    is_inline: bool = False
    fault: CommentFault | None = None


UPDATE = "update"
"""The action of the mark that `transcheck sync` leaves where a translator is needed."""
ACTIONS = ("ignore", "ignore-start", "ignore-end", "ignore-file", UPDATE)
"""What directives can ask for."""


@dataclass(frozen=True, slots=True)
class Directive:
    """`<!-- transcheck: ignore[a, b] reason -->`; `action` is the word before the bracket, known or not."""

    span: Span
    action: str
    rules: tuple[str, ...]
    reason: str


class MarkKind(Enum):
    """Marks of the comment syntax that the reader met outside of comments."""

    STRAY_END = "-->"
    BAD_START = "<!—"
    BAD_END = "--!>"


@dataclass(frozen=True, slots=True)
class Mark:
    kind: MarkKind
    span: Span


@dataclass(frozen=True, slots=True)
class Head:
    """Who a file is, without its body: its path (POSIX, relative to the corpus root), locale, chapter.

    `locale` is as the path or the front matter has it; `path_locale` is empty where the path tells none.
    `chapter` is the `lang-ref`, or the path without its locale.  `text` holds at least the front matter;
    `size` is the length of the whole text in characters.
    """

    path: str
    locale: str
    path_locale: str
    chapter: str
    is_source: bool
    front_matter: FrontMatter | None
    text: str
    defects: tuple[Defect, ...] = ()
    size: int = 0

    @property
    def metadata(self) -> FrontMatter | None:
        """The front matter, where a site generator can read it."""
        front_matter = self.front_matter
        if front_matter is None or front_matter.defect or front_matter.fence is Fence.NONE:
            return None
        return front_matter

    @property
    def lang_ref(self) -> str:
        return self.front_matter.text("lang-ref") if self.front_matter else ""


@dataclass(frozen=True)
class Document:
    """One file as read: `text` with its line endings and BOM, its blocks in order, its comments."""

    head: Head
    text: str
    blocks: tuple[Block, ...]
    comments: tuple[Comment, ...]
    directives: tuple[Directive, ...] = ()
    marks: tuple[Mark, ...] = ()

    @property
    def path(self) -> str:
        return self.head.path

    @property
    def locale(self) -> str:
        return self.head.locale

    @property
    def is_source(self) -> bool:
        return self.head.is_source

    @property
    def front_matter(self) -> FrontMatter | None:
        return self.head.front_matter

    @lazy
    def lines(self) -> LineIndex:
        return LineIndex(self.text)

    @lazy
    def anchors(self) -> Anchors:
        return anchors(self.text, self.blocks)

    @property
    def body_start(self) -> int:
        """The offset after the front matter."""
        return self.front_matter.span.end if self.front_matter else 0

    @property
    def start_span(self) -> Span:
        """Where a finding about the whole document stands: the first line without a BOM."""
        start = 1 if self.text.startswith("\ufeff") else 0
        return Span(start, max(start, self.lines.line(1).end))

    def comment_at(self, offset: int) -> Comment | None:
        """The comment in which `offset` lies."""
        index = bisect_right(self.comments, offset, key=lambda comment: comment.span.start)
        comment = self.comments[index - 1] if index else None
        return comment if comment and comment.span.contains(offset) else None

    def comment_blocks(self) -> Iterator[tuple[Comment, Block]]:
        for comment in self.comments:
            for block in comment.blocks:
                yield comment, block
