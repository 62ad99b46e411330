"""Full-width characters stand where Markdown, HTML or TeX needs ASCII ones.

An input method for Chinese, Japanese or Korean writes `！［図］（a.png）`, `＊＊` or `＃` where the key was meant.
They look like markup to the translator and are text to the parser, so the page prints them.

## Example

```markdown target zh
！[图 1](red.png)
```

## Use instead

```markdown target zh
![图 1](red.png)
```

## Fix safety

Safe: each character of markup becomes the ASCII one; words and their punctuation stay.
"""

import re
from collections.abc import Iterator

from transcheck.model.block import Block, BlockKind
from transcheck.model.document import Document
from transcheck.model.finding import Dimension, Edit, Fix, Problem, Safety, Severity
from transcheck.model.text import Span
from transcheck.rule import Context, NoOptions, rule
from transcheck.syntax.html import KNOWN
from transcheck.syntax.inline import CODE, HOLE, without

_TRIGGER = re.compile(r"[！＊｀＃［＄＜＞｜｛％＾]")
_TARGET = r"(?:https?:|www\.|\{|/|\.{1,2}/|\#|[\w./-]+\.\w{2,5})[^\s（）()]*"
_IMAGE = re.compile(r"\.(?:png|jpe?g|gif|svg|webp|bmp|ico|avif)$", re.I)
_MARKUP = re.compile(
    rf"""
      (?P<link>(?P<z>[!！]?)(?P<a>[\[［])[^\[\]［］\n]{{0,300}}(?P<b>[\]］])(?P<c>[(（])(?P<target>{_TARGET})(?P<d>[)）]))
    | (?P<strong>(?P<e>＊＊)(?=[^＊\s])[^＊\n]{{1,300}}(?P<f>＊＊))
    | (?P<code>(?P<g>｀{{1,3}})[^｀\n]{{1,300}}(?P<h>｀{{1,3}}))
    | (?P<math>(?P<i>[＄$])(?P<tex>[^＄$\n]{{1,300}})(?P<j>[＄$]))
    | (?P<tag>(?P<k>[<＜])(?P<l>[/／]?)(?P<name>[A-Za-z][A-Za-z0-9]{{0,15}})[^<>＜＞\n]{{0,300}}(?P<m>[>＞]))
    | (?P<liquid>(?P<n>｛｛|\{{％)[^｛｝\n]{{1,300}}(?P<o>｝｝|％\}}))
    | (?P<note>(?P<p>[\[［])(?P<q>[\^＾])\w{{1,30}}(?P<r>[\]］]))
    """,
    re.X,
)
_HEADING = re.compile(r"(?P<s>＃{1,6})(?P<t>[ \t\u3000]|(?<=＃＃))(?=\S)")
_DELIMITER_ROW = re.compile(r"(?m)^[ \t]*[|｜][ \t]*[:：]?[-－ー―]{2,}[|｜:：\-－ー― \t]*[|｜][ \t]*$")
_ASCII = str.maketrans("！［］（）＊｀＃＄＜＞／｜｛｝％＾：－ー―\u3000", "![]()*`#$<>/|{}%^:--- ")
_TEX_SIGNS = re.compile(r"[\\_^{}=+]|^\s*[A-Za-z]\s*$")
_SHOWN = 40


@rule(severity=Severity.ERROR, dimension=Dimension.MARKUP, fix=Safety.SAFE)
def check(document: Document, ctx: Context[NoOptions]) -> Iterator[Problem]:
    for block in document.blocks:
        if _TRIGGER.search(block.text) and block.kind not in (BlockKind.CODE, BlockKind.MATH):
            yield from _problems(block)


def _problems(block: Block) -> Iterator[Problem]:
    text = without(block, *CODE)
    if match := _HEADING.match(text):
        yield _problem(block, match, "a heading")
    for match in _MARKUP.finditer(text):
        if any(char > "\u007f" for char in _signs(match)) and _is_markup(match):
            yield _problem(block, match, _NAMES[match.lastgroup or ""])
    if (match := _DELIMITER_ROW.search(text)) and "｜" in match[0]:
        yield _table(block, match)


_NAMES = {
    "link": "a link",
    "strong": "emphasis",
    "code": "code",
    "math": "a formula",
    "tag": "a tag",
    "liquid": "a placeholder",
    "note": "a footnote",
}


def _spans(match: re.Match[str]) -> Iterator[Span]:
    """Where the characters of markup stand: the groups of one letter, or the whole of what has none."""
    named = [match.span(name) for name in match.re.groupindex if len(name) == 1 and match[name]]
    yield from (Span(*span) for span in named or [match.span()])


def _signs(match: re.Match[str]) -> str:
    return "".join(span.of(match.string) for span in _spans(match))


def _is_markup(match: re.Match[str]) -> bool:
    if match.lastgroup == "math":
        return bool(_TEX_SIGNS.search(match["tex"])) and HOLE not in match["tex"]
    if match.lastgroup == "tag":
        return match["name"].lower() in KNOWN
    return match.lastgroup != "link" or match["a"] == "［" or _is_image(match)


def _is_image(match: re.Match[str]) -> bool:
    """`！[` also ends a sentence before a link."""
    return match["z"] == "！" and bool(_IMAGE.search(match["target"]))


def _table(block: Block, row: re.Match[str]) -> Problem:
    """The row between head and body makes the table; every other row has to follow it."""
    start = block.span.start
    bars = [match.start() for match in re.finditer("｜", block.text) if not row.start() <= match.start() < row.end()]
    edits = [Edit(Span(at, at + 1).shifted(start), "|") for at in bars]
    edits.append(Edit(Span(*row.span()).shifted(start), row[0].translate(_ASCII)))
    fix = Fix("Write ASCII characters", tuple(edits), Safety.SAFE)
    message = f'full-width "｜" in the markup of a table: "{row[0].strip()}"'
    return Problem(Span(*row.span()).shifted(start), message, fix=fix)


def _problem(block: Block, match: re.Match[str], name: str) -> Problem:
    start, shown = block.span.start, block.text[match.start() : match.end()]
    signs = [(span, span.of(match.string)) for span in _spans(match)]
    edits = tuple(Edit(span.shifted(start), new) for span, sign in signs if (new := sign.translate(_ASCII)) != sign)
    wide = "".join(dict.fromkeys(char for _, sign in signs for char in sign if char > "\u007f"))
    shown = shown if len(shown) <= _SHOWN else shown[:_SHOWN] + "…"
    message = f'full-width "{wide}" in the markup of {name}: "{shown}"'
    return Problem(Span(*match.span()).shifted(start), message, fix=Fix("Write ASCII characters", edits, Safety.SAFE))
