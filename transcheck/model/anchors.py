"""What the fragment of a link can lead to in a document: headings, by any site generator's rules, and explicit ids.

Generators differ in punctuation, separators and accents (kramdown, GitHub, goldmark, python-markdown,
github-slugger, docutils), and agree on letters and digits: those alone are compared.
"""

import html
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import unquote

from transcheck.model.block import Block, BlockKind

_ATTRIBUTE_ID = re.compile(r"""\b(?:id|name)\s*=\s*(?:"([^"\n]{1,200})"|'([^'\n]{1,200})'|([^\s"'>{}]{1,200}))""")
_LIST = re.compile(r"\{([^{}\n]{1,400})\}")
_LIST_ID = re.compile(r"(?<!\S)[:/*]{0,3}#([^\s*/]+)")
_LABEL = re.compile(r"^\(([^()\s]{1,200})\)=\s*$|:(?:eq)?label:`([^`\n]{1,200})`", re.M)
_FOOTNOTE = re.compile(r"^\[\^([^\]\s]{1,100})\]:", re.M)
_LINK_TARGET = re.compile(r"\]\s?\([^()\n]{0,2000}(?:\([^()\n]{0,200}\)[^()\n]{0,500}){0,4}\)")
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,2000}>")
_HTML_HEADING = re.compile(r"<h[1-6][^<>]{0,200}>(.{1,500}?)</h[1-6]>", re.I | re.S)
_ATTRIBUTES = re.compile(r"\s*(?:\{:?\s*[#.][^{}\n]{0,200}\}|\{/\*.{0,200}?\*/\})\s*$")
_COUNTER = re.compile(r"[-_]\d+\Z")
_NUMBERED = re.compile(r"(?:section|id|toc)?[-_]?\d*\Z", re.I)
_ALWAYS = re.compile(
    r"(?:top|content|main|toc|_top|footnotes?)?\Z|fn(?:ref)?[:-]|cite_|:~:|[!/]|L\d+(?:-L\d+)?\Z", re.I
)
_SHORTCODE = re.compile(
    r"\{\{[<%]|\{%\s*(?:include|render|capture)|--8<--|\{!|^import\s|^[ \t]*<[A-Z]\w|:::|\{\*", re.M
)


@dataclass(frozen=True)
class Anchors:
    """The ids of a document: those that it names, and the letters of those made of its headings.

    `is_open` says that parts of the page come from elsewhere, so that there may be more.
    """

    named: frozenset[str]
    headings: frozenset[str]
    nameless: bool
    is_open: bool

    def has(self, fragment: str) -> bool:
        """Whether a link to `#fragment` leads somewhere."""
        name = unquote(fragment)
        if name in self.named or _ALWAYS.match(name) or fragment in self.named:
            return True
        if self.nameless and _NUMBERED.match(name):
            return True
        return not self.headings.isdisjoint(_readings(name))


def anchors(text: str, blocks: Sequence[Block]) -> Anchors:
    headings = [block.text for block in blocks if block.kind is BlockKind.HEADING]
    headings += [match[1] for match in _HTML_HEADING.finditer(text)]
    automatic = [heading for heading in headings if not _ATTRIBUTES.search(heading)]
    letters = [reading for heading in automatic for reading in heading_letters(heading)]
    return Anchors(
        named=frozenset(_named(text)),
        headings=frozenset(filter(None, letters)),
        nameless=any(not reading.isascii() for reading in letters),
        is_open=bool(_SHORTCODE.search(text)),
    )


def _named(text: str) -> Iterator[str]:
    for pattern in (_ATTRIBUTE_ID, _LABEL, _FOOTNOTE):
        for match in pattern.finditer(text):
            yield next(group for group in match.groups() if group)
    for attributes in _LIST.findall(text):
        yield from _LIST_ID.findall(attributes)


def heading_letters(heading: str) -> frozenset[str]:
    """The letters and digits of a heading as ids keep them: with tags or without, accents on or off, ASCII alone."""
    plain = html.unescape(_LINK_TARGET.sub("]", _ATTRIBUTES.sub("", heading.strip())))
    readings = {_letters(plain), _letters(_TAG.sub(" ", plain))}
    return frozenset(form for reading in readings for form in _forms(reading))


def _forms(reading: str) -> Iterator[str]:
    bare = "".join(char for char in unicodedata.normalize("NFKD", reading) if not unicodedata.combining(char))
    ascii_only = "".join(char for char in reading if char.isascii())
    for form in (reading, bare, ascii_only, bare.encode("ascii", "ignore").decode()):
        yield form
        yield form.lstrip("0123456789")


def _letters(text: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFC", text).casefold() if char.isalnum() or _is_mark(char))


def _is_mark(char: str) -> bool:
    """Vowel signs are no letters to Python, but part of the word."""
    return unicodedata.category(char) in ("Mn", "Mc")


def _readings(name: str) -> Iterator[str]:
    """The letters of an id, and without the number that tells a second heading of the same words."""
    yield from filter(None, (_letters(name), _letters(_COUNTER.sub("", name))))
