"""Facts of a block's text: what in it is not translated, and the plain text that is left.

Found by one pass of one expression over the text, once per block, when a rule first asks.
The grammar is CommonMark's inline grammar (https://spec.commonmark.org/0.31.2/#inlines) as far as
translators meet it, with `$…$` and `$$…$$` of MathJax, Liquid, Hugo shortcodes, MkDocs includes and
attribute lists, and the roles of d2lbook and MyST.  Every repetition in it is bounded, so that a
hostile text costs linear time.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache, lru_cache
from typing import NamedTuple

from transcheck.lazy import lazy
from transcheck.model.text import Span
from transcheck.model.words import words_of


class TokenKind(Enum):
    CODE = "inline code"
    FORMULA = "formula"
    DISPLAY = "display formula"
    LINK = "link"
    IMAGE = "image"
    PLACEHOLDER = "placeholder"
    TAG = "tag"
    FOOTNOTE = "footnote reference"

    __hash__ = object.__hash__  # an enum's own is written in Python, and tokens are sorted by kind


class Token(NamedTuple):
    """Something in a text that is not translated.

    `span` is where it stands in the document with its markup; `value` what it says: the code, the
    TeX, the target of a link, the tag.  `value_span` is where the value stands.
    """

    kind: TokenKind
    span: Span
    value: str
    value_span: Span

    def shifted(self, by: int) -> "Token":
        return Token(self.kind, self.span.shifted(by), self.value, self.value_span.shifted(by))


class Piece(NamedTuple):
    """A run of document text from offset `start`; `raw` text (code, formulas) has no inline markup."""

    text: str
    start: int
    raw: TokenKind | None = None


@dataclass(frozen=True)
class Facts:
    """Facts of one or more runs of text; every offset is into the document."""

    pieces: tuple[Piece, ...]

    @lazy
    def tokens(self) -> tuple[Token, ...]:
        """Every token in order of its place; a tag with a target gives a link or image and a tag."""
        found = ((piece, token) for piece in self.pieces for token in _tokens_of(piece.text, piece.raw))
        return tuple([token.shifted(piece.start) for piece, token in found])

    @lazy
    def _by_kind(self) -> Mapping[TokenKind, tuple[Token, ...]]:
        if not self.tokens:
            return {}
        found: dict[TokenKind, list[Token]] = {}
        for token in self.tokens:
            found.setdefault(token.kind, []).append(token)
        return {kind: tuple(tokens) for kind, tokens in found.items()}

    def of(self, *kinds: TokenKind) -> tuple[Token, ...]:
        """The tokens of these kinds, in order of their place."""
        if len(kinds) == 1:
            return self._by_kind.get(kinds[0], ())
        return tuple(token for token in self.tokens if token.kind in kinds) if self.tokens else ()

    @lazy
    def formulas(self) -> tuple[Token, ...]:
        return self.of(TokenKind.FORMULA, TokenKind.DISPLAY)

    @lazy
    def code(self) -> tuple[Token, ...]:
        return self.of(TokenKind.CODE)

    @lazy
    def links(self) -> tuple[Token, ...]:
        return self.of(TokenKind.LINK)

    @lazy
    def images(self) -> tuple[Token, ...]:
        return self.of(TokenKind.IMAGE)

    @lazy
    def placeholders(self) -> tuple[Token, ...]:
        return self.of(TokenKind.PLACEHOLDER)

    @lazy
    def plain_pieces(self) -> tuple[Piece, ...]:
        """The pieces with all that is not translated blanked, each as long as it was."""
        return tuple([Piece(_plain(piece.text, piece.raw), piece.start) for piece in self.pieces])

    @lazy
    def plain(self) -> str:
        """The text a translator writes, white space folded."""
        return " ".join(" ".join([piece.text for piece in self.plain_pieces]).split())

    @lazy
    def words(self) -> tuple[str, ...]:
        """The case-folded words of the plain text; a run of CJK counts as one here."""
        return words_of(self.plain)

    @lazy
    def numbers(self) -> tuple[int, ...]:
        """The runs of decimal digits of the plain text, in any script."""
        return tuple(int(run) for run in _DIGITS.findall(self.plain))


_KEPT = 5_000
"""How many texts' facts are kept: some chapters with their comments in every locale."""
_DIGITS = re.compile(r"\d{1,18}")

_TARGET = r"<[^<>\n]{0,2000}>|[^()\n]{0,2000}(?:\([^()\n]{0,200}\)[^()\n]{0,2000}){0,8}"
_GRAMMAR = r"""
      (?P<formula>\$\$(?P<display>(?:[^$]|\\\$){1,8000}?)\$\$
                 |(?<![\\$])\$(?!\$)(?P<inline>(?:\\.|[^$\\\n]|\\?\n(?!\s*\n)){1,1500}?)(?<!\\)\$(?!\$))
    | (?P<role>\{?:?[a-zA-Z][\w:.-]{0,40}[:}]`[^`\n]{1,300}`)
    | (?P<tick>(?<!`)(?P<fence>`{1,8})(?!`)(?P<code>.{1,2000}?)(?<!`)(?P=fence)(?!`))
    | (?P<escape>\\[!-/:-@\[-`{-~])
    | (?P<image>!\[(?P<alt>[^\[\]\n]{0,2000}(?:\[[^\[\]\n]{0,200}\][^\[\]\n]{0,500}){0,4})\]\((?P<src>TARGET)\))
    | (?P<tail>\]\((?P<href>TARGET)\))
    | (?P<liquid>\{\{[^{}]{0,500}\}\}|\{%[^%]{0,500}%\}|\{\*[^*]{0,300}\*\}
                 |\{:[^{}\n]{0,200}\}|\{\s?[#.][^{}\n]{0,200}\})
    | (?P<label>:(?:label|width|height|eqlabel|numref|ref|cite|citet|citep|begin_tab|end_tab|output|class|func|mod):
                (?:\[[^\]\n]{0,99}\])?)
    | (?P<format>(?<![\w%])%(?:\([A-Za-z_]\w{0,40}\))?[sdrf](?!\w)|\{[A-Za-z_]\w{0,40}\}|\$\{[A-Za-z_][\w.]{0,60}\})
    | (?P<footnote>\[\^[^\]\s]{1,100}\])
    | <(?P<auto>(?:https?|ftp|mailto):[^\s<>]{1,2000})>
    | (?P<tag></?[A-Za-z](?:"[^"<>]{0,2000}"|'[^'<>]{0,2000}'|[^<>"']){0,300}/?>)
    | (?P<url>https?://[A-Za-z0-9](?:[!#-'*-;=?-Z_a-z~]|[？؟＆＝](?=[A-Za-z0-9])){1,2000})
    | (?P<entity>&(?:[A-Za-z][A-Za-z0-9]{1,30}|\#[0-9]{1,7}|\#[xX][0-9A-Fa-f]{1,6});)
    """.replace("TARGET", _TARGET)


@cache
def _grammar(first: str) -> re.Pattern[str]:
    """The grammar where one of the characters `first` stands: elsewhere no alternative needs to be tried."""
    return re.compile(rf"(?=[{first}])(?:{_GRAMMAR})", re.X | re.S)


_FIRST = r"$`\\!\]{:%\[<h&"
_INLINE = _grammar(_FIRST)


def _inline(text: str) -> re.Pattern[str]:
    """The grammar that is enough for the text: only roles begin with any letter, and few texts have one."""
    return _grammar(_FIRST + "A-Za-z") if ":`" in text or "}`" in text else _INLINE


_TRIGGER = re.compile(r"[$`\\\[\]<{:&%]")
_ATTRIBUTE = re.compile(
    r"""\b(?P<name>src|href|poster|data-src)\s*=\s*(?:"(?P<a>[^"]{0,2000})"|'(?P<b>[^']{0,2000})'|(?P<c>[^\s"'>]{1,2000}))""",
    re.I,
)
_TAG_NAME = re.compile(r"</?([A-Za-z]+)")
_TITLE = re.compile(r"""\s+(?:"[^"]*"|'[^']*'|\([^()]*\))\s*$""")
# Every alternative begins with a literal character, so that the search can leap from one such to the next.
_EMPHASIS = re.compile(r"\*\**|~~|_(?<![^\W_]_)_*|__*(?![^\W_])")
_MARKER = re.compile(r"(?m)^[ \t]*(?:(?:[#]{1,6}(?=\s|$)|[-*+](?=\s)|\d{1,9}[.)](?=\s)|>+)[ \t]*)+")
_BRACKET = re.compile(r"\[(?=[^\[\]\n]{0,400}\][(\[])")
_MATH_SIGNS = re.compile(r"[\\_^=+<>|{}/*-]|^\s*\S{1,3}\s*$|^\s*[A-Za-z]? ?\([^()]{1,40}\)\s*$")


@lru_cache(maxsize=_KEPT)
def _tokens_of(text: str, raw: TokenKind | None) -> tuple[Token, ...]:
    """The tokens of a text at offset 0; kept, for the comments of every locale repeat the source's texts."""
    if raw is not None:
        return tuple(_raw_token(text, raw))
    return tuple(token for match in _matches(text) for token in _read(match, match.lastgroup or ""))


@lru_cache(maxsize=_KEPT)
def _matches(text: str) -> tuple[re.Match[str], ...]:
    """What the grammar finds, in order: both the tokens and the plain text are made of it."""
    return tuple(_inline(text).finditer(text)) if _TRIGGER.search(text) else ()


def _read(match: re.Match[str], group: str) -> Iterator[Token]:
    if group in _SIMPLE:
        kind, value = _SIMPLE[group]
        yield _token(kind, match, value)
    elif group in _TARGETS:
        kind, value = _TARGETS[group]
        yield _read_target(kind, match, value)
    elif group == "formula":
        yield from _read_formula(match)
    elif group == "tag":
        yield from _read_tag(match)


def _raw_token(text: str, raw: TokenKind) -> Iterator[Token]:
    """A display formula is one token; a code block has none (its code is its text)."""
    if raw is TokenKind.DISPLAY:
        body = text.strip().removeprefix("$$").removesuffix("$$")
        at = text.index(body)
        yield Token(TokenKind.DISPLAY, Span(0, len(text)), body, Span(at, at + len(body)))


def _token(kind: TokenKind, match: re.Match[str], group: str | int) -> Token:
    return Token(kind, Span(*match.span()), match[group], Span(*match.span(group)))


def _read_formula(match: re.Match[str]) -> Iterator[Token]:
    if match["display"] is not None:
        yield _token(TokenKind.DISPLAY, match, "display")
    elif _is_formula(match):
        yield _token(TokenKind.FORMULA, match, "inline")


def _is_formula(match: re.Match[str]) -> bool:
    """Tell `$x$` from two prices, as Pandoc does (tex_math_dollars), but allow `$ x $`."""
    body, after = match["inline"], match.string[match.end() : match.end() + 1]
    if not body.strip():
        return False
    if body[0].isspace() or body[-1].isspace() or after.isdigit():
        return bool(_MATH_SIGNS.search(body)) and not (body[0].isdigit() and after.isdigit())
    return True


def _read_target(kind: TokenKind, match: re.Match[str], group: str) -> Token:
    """The target without its angle brackets and title."""
    raw = _TITLE.sub("", match[group])
    value = raw.strip()
    at = match.start(group) + len(raw) - len(raw.lstrip())
    if value.startswith("<") and value.endswith(">"):
        value, at = value[1:-1], at + 1
    return Token(kind, Span(*match.span()), value, Span(at, at + len(value)))


def _read_tag(match: re.Match[str]) -> Iterator[Token]:
    yield _token(TokenKind.TAG, match, "tag")
    name = _TAG_NAME.match(match["tag"])
    for attribute in _ATTRIBUTE.finditer(match["tag"]):
        group = next(g for g in "abc" if attribute[g] is not None)
        is_image = attribute["name"].lower() != "href" and name is not None and name[1].lower() in _IMAGE_TAGS
        kind = TokenKind.IMAGE if is_image else TokenKind.LINK
        value_span = Span(*attribute.span(group)).shifted(match.start())
        yield Token(kind, Span(*match.span()), attribute[group], value_span)


_IMAGE_TAGS = frozenset({"img", "image", "figure", "source", "video", "picture"})
_TARGETS = {"image": (TokenKind.IMAGE, "src"), "tail": (TokenKind.LINK, "href")}
_SIMPLE: dict[str, tuple[TokenKind, str | int]] = {
    "role": (TokenKind.PLACEHOLDER, 0),
    "tick": (TokenKind.CODE, "code"),
    "liquid": (TokenKind.PLACEHOLDER, 0),
    "label": (TokenKind.PLACEHOLDER, 0),
    "format": (TokenKind.PLACEHOLDER, 0),
    "footnote": (TokenKind.FOOTNOTE, 0),
    "auto": (TokenKind.LINK, "auto"),
    "url": (TokenKind.LINK, "url"),
}


@lru_cache(maxsize=_KEPT)
def _plain(text: str, raw: TokenKind | None) -> str:
    if raw is not None:
        return " " * len(text)
    shown = _MARKER.sub(_blank, text)
    shown = _BRACKET.sub(" ", shown) if "[" in text else shown
    parts, at = [], 0
    for match in _matches(text):
        parts += [shown[at : match.start()], _blank_inline(match)]
        at = match.end()
    shown = "".join([*parts, shown[at:]])
    return _EMPHASIS.sub(_blank, shown)


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _blank_inline(match: re.Match[str]) -> str:
    """Blanks, but the text that an image's `alt` shows and a price that is no formula."""
    if match["alt"] is not None:
        return ("  " + match["alt"]).ljust(len(match[0]))
    if match["inline"] is not None and not _is_formula(match):
        return match[0]
    return " " * len(match[0])
