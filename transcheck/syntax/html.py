"""Tags in a document, in order, and what HTML says of their names."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from transcheck.model.block import Block
from transcheck.model.document import Document
from transcheck.model.facts import Token, TokenKind
from transcheck.model.text import Span


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# https://html.spec.whatwg.org/multipage/indices.html#elements-3, and obsolete ones that Markdown still holds.
VOID = _words("""area base br col command embed frame hr img input keygen link meta param source track wbr""")
INLINE = _words(
    """a abbr acronym b bdi bdo big button cite code data datalist del dfn em font i ins kbd label map mark meter nobr
    noscript output picture progress q rb rp rt rtc ruby s samp select slot small span strike strong sub sup svg
    template textarea time tt u var video audio object canvas iframe math script style"""
)
# An end tag may be left out (https://html.spec.whatwg.org/multipage/syntax.html#optional-tags).
OPTIONAL = _words(
    """p li dt dd rb rt rtc rp optgroup option caption colgroup thead tbody tfoot tr td th html head body"""
)
BLOCK = _words(
    """address article aside blockquote body caption center colgroup dd details dialog dir div dl dt fieldset figcaption
    figure footer form frameset h1 h2 h3 h4 h5 h6 head header hgroup html legend li main menu nav ol optgroup option p
    pre search section summary table tbody td tfoot th thead title tr ul marquee"""
)
KNOWN = VOID | INLINE | BLOCK
# Names that texts use as placeholders and tokens as well: "<title>", "<s>" of a tokeniser.
WORDS = _words(
    """a address area article aside audio base body button cite code command content data del dialog dir embed footer
    form frame head header html input ins label legend link main map mark menu meta meter object option output p param
    picture progress q s search section select slot source style script summary template text time title track u var
    video"""
)
# An address as in <i@example.org> is no tag.
_NAME = re.compile(r"<(?P<slash>/?)(?P<name>[A-Za-z][\w.:-]*)(?=[\s/>])")
_LONGEST_EXPRESSION = 4000
_SHORTEST_MISSPELT, _LONGEST_MISSPELT = 5, 12
_WORDS_NEAR_TAGS = frozenset({"string", "strings", "entre", "centre", "tables", "smaller"})


class Tag(NamedTuple):
    """A tag as it stands; `name` is in lower case where HTML knows it, but `Title` is no tag of HTML's."""

    name: str
    span: Span
    is_end: bool
    is_alone: bool
    has_attributes: bool
    block: Block


def tags(document: Document) -> Iterator[Tag]:
    """Every tag outside of code, formulas and comments."""
    for block in document.blocks:
        if "<" in block.text:
            for token in block.facts.of(TokenKind.TAG):
                if match := _NAME.match(token.value):
                    yield _tag(document, block, token, match)


def _tag(document: Document, block: Block, token: Token, match: re.Match[str]) -> Tag:
    name = match["name"].lower() if match["name"].isupper() and match["name"].lower() in KNOWN else match["name"]
    alone = token.value.endswith("/>") or name in VOID or _closes_later(document, token)
    attributes = token.value[match.end() :].strip(" \t\r\n/>")
    return Tag(name, token.span, bool(match["slash"]), alone, bool(attributes), block)


def _closes_later(document: Document, token: Token) -> bool:
    """Whether an expression of JSX, which may hold `>`, goes on after what looked like the end, and then `/>`."""
    depth = token.value.count("{") - token.value.count("}")
    if depth <= 0:
        return False
    text = document.text[token.span.end : token.span.end + _LONGEST_EXPRESSION]
    for match in re.finditer(r"[{}]|/?>", text):
        if match[0] in "{}":
            depth += 1 if match[0] == "{" else -1
        elif depth <= 0:
            return match[0] == "/>"
    return True


@lru_cache(maxsize=4_000)
def misspelt(name: str) -> str | None:
    """The tag that an unknown name was meant for: `center` for `centro`; None for a name of its own."""
    if name in KNOWN or not _SHORTEST_MISSPELT <= len(name) <= _LONGEST_MISSPELT or not re.fullmatch("[a-zà-ÿ]+", name):
        return None
    if name.removesuffix("s") in KNOWN or name in _WORDS_NEAR_TAGS:
        return None
    allowed = 1 if len(name) == _SHORTEST_MISSPELT else 2
    near = [(distance, known) for known in sorted(KNOWN) if (distance := _distance(name, known)) <= allowed]
    return min(near)[1] if near and name[0] == min(near)[1][0] else None


def _distance(one: str, other: str) -> int:
    """Levenshtein's; a name is short, so a plain table will do."""
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        last, row[0] = row[0], i
        for j, b in enumerate(other, 1):
            last, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, last + (a != b))
    return row[-1]
