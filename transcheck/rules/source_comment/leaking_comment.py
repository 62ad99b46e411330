"""A source comment is printed on the site.

kramdown, which Jekyll uses, takes a comment for a block of its own only where a block can begin: at column 0
after a blank line, a heading or a closed block of HTML. Anywhere else the comment is a part of the text around
it, and is torn where that text ends: at its first blank line, list marker, heading or block tag. Readers then see
`<!–` and the untranslated text.

## Example

```markdown source
The loss falls with every step.

It never rises.
```

```markdown target
La pérdida baja con cada paso.
<!-- The loss falls with every step.

It never rises. -->

Nunca sube.
```

```yaml file=_config.yml
markdown: kramdown
```

## Use instead

```markdown target
La pérdida baja con cada paso.

<!-- The loss falls with every step.

It never rises. -->

Nunca sube.
```

## Fix safety

The fix puts a blank line before the comment and moves it to column 0, which readers see only in that the
comment is gone. It is unsafe where a list goes on after the comment, for the list is then two.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator

from transcheck.model.block import Block
from transcheck.model.corpus import Flavour
from transcheck.model.document import Comment, Document
from transcheck.model.finding import Dimension, Edit, Fix, Problem, Safety, Severity
from transcheck.model.text import Span
from transcheck.rule import Context, NoOptions, rule

# What kramdown keeps in a line of text (HTML_SPAN_ELEMENTS); any other tag begins a block.
_SPAN_TAGS = (
    "a|abbr|acronym|b|big|bdo|br|button|cite|code|del|dfn|em|i|img|input|ins|kbd|label|mark|option|q|rb|rbc|rp|rt|rtc|"
    "ruby|samp|select|small|span|strong|sub|sup|tt|u|var|script"
)
_BLOCK_TAG = rf"(?!(?:{_SPAN_TAGS})\b)[A-Za-z_]"
_ENDS_PARAGRAPH = re.compile(
    rf"\n(?:[ \t]*\r?\n|[ ]{{0,3}}(?:<{_BLOCK_TAG}|(?:[+*:-]|\d+\.)[\t| ]|>|\{{:)|\#{{1,6}}[\t ]|\^[ \t]*\r?\n)"
)
_BLANK_LINE = re.compile(r"\n[ \t]*\r?\n")
_GAP = r"\n(?:[ \t]*\r?\n)+"
_ENDS_WITH_LINE = re.compile(r"\#{1,6}[\t ]")
_MARKERS = re.compile(r"[ \t]*(?:[+*-]|\d+\.)[\t ]+\Z")
_ENDS_BLOCK = re.compile(
    rf"\#{{1,6}}[\t ]|[ ]{{0,3}}(?:[*_-][ \t]*){{3,}}\s*\Z|[ ]{{0,3}}[`~]{{3,}}\s*\Z|[ ]{{0,3}}\{{:.*\}}\s*\Z|"
    rf".*</?{_BLOCK_TAG}[^<>]*>\s*\Z"
)
_LIST_LINE = re.compile(r"[ \t]*(?:[+*-]|\d+\.)[\t ]|[ \t]{2}")
_CONTAINER = re.compile(
    r"<(/?)(?:article|aside|blockquote|center|details|div|dl|fieldset|figure|footer|form|header|main|nav|ol|pre|section|"
    r"table|ul)\b[^<>]*>",
    re.I,
)
_HTML = re.compile(rf"</?{_BLOCK_TAG}")


@rule(severity=Severity.ERROR, dimension=Dimension.MARKUP, fix=Safety.SAFE)
def check(document: Document, ctx: Context[NoOptions]) -> Iterator[Problem]:
    if ctx.corpus.flavour is not Flavour.KRAMDOWN:
        return
    page = _Page(document)
    for comment in document.comments:
        if cause := page.cause(comment):
            opening = Span(comment.span.start, comment.span.start + len("<!--"))
            yield Problem(opening, f"comment is printed on the site: {cause}", fix=_fix(document.text, comment))


class _Page:
    """A document as kramdown reads it; its comments are to be asked about in order."""

    def __init__(self, document: Document) -> None:
        self.text = document.text
        self.body_start = document.body_start
        self.blocks = document.blocks
        self.block_ends = 0
        """Where the last comment ends that is a block of its own."""

    def cause(self, comment: Comment) -> str:
        """Why the comment is printed; empty where it is not."""
        line = self.text.rfind("\n", 0, comment.span.start) + 1
        lead, content = self.text[line : comment.span.start], comment.span.of(self.text)
        if not lead and self._begins_block(line):
            self.block_ends = comment.span.end
            return ""
        if comment.fault is not None or self._is_in_html(comment.span.start):
            return ""
        if not lead and "|" in content and self.text[self._line_before(line) : line].startswith("|"):
            return "a | in it makes it a row of the table"
        if "\n" not in content:
            return ""
        block = self._block_before(comment.span.start)
        if block and block.level and re.search(rf"\n[ ]{{0,3}}</{_BLOCK_TAG}", content):
            return "a block tag in it ends the list"
        return _tear(lead, content)

    def _begins_block(self, line: int) -> bool:
        """Whether a block may begin at `line`, for a blank line, a comment or a closed block stands before it."""
        previous = self._line_before(line)
        before = self.text[previous:line]
        if line < self.body_start + 3 or not before.strip():
            return True
        if self.block_ends >= previous:
            return not self.text[self.block_ends : line].strip()
        return bool(_ENDS_BLOCK.match(before))

    def _line_before(self, line: int) -> int:
        return self.text.rfind("\n", 0, max(line - 1, 0)) + 1

    def _is_in_html(self, at: int) -> bool:
        """Whether a block of HTML is open there, in which kramdown lets all stand as it is."""
        block = self._block_before(at)
        if block and block.span.contains(at) and _HTML.match(block.text):
            return True
        before = (one for one in self.blocks if one.span.start <= at)
        tags = (match[1] for one in before for match in _CONTAINER.finditer(one.text))
        return sum(-1 if closing else 1 for closing in tags) > 0

    def _block_before(self, at: int) -> Block | None:
        index = bisect_right(self.blocks, at, key=lambda block: block.span.start)
        return self.blocks[index - 1] if index else None


def _tear(lead: str, content: str) -> str:
    """Where a comment that is a part of the text around it is torn; empty where that text holds it whole."""
    if _MARKERS.fullmatch(lead):
        return "it goes on where its list item ends" if _leaves_item(lead, content) else ""
    if lead.strip() and _ENDS_WITH_LINE.match(lead):
        return "it begins in a heading, which ends with its line"
    if not (_BLANK_LINE if lead.lstrip().startswith(">") else _ENDS_PARAGRAPH).search(content):
        return ""
    if lead.strip():
        return "it begins inside a line"
    return "it is indented" if lead else "no blank line stands before it"


def _leaves_item(lead: str, content: str) -> bool:
    """Whether a line after a blank one is indented less than the item's text, or a line begins its next item."""
    marker = r"\d+\." if lead.strip()[0].isdigit() else r"[+*-]"
    return bool(re.search(rf"{_GAP}(?![ ]{{{len(lead)}}}|\t)|\n[ ]{{0,3}}(?:{marker}[\t ]|<{_BLOCK_TAG})", content))


def _fix(text: str, comment: Comment) -> Fix | None:
    """A blank line before it, at column 0; none where text follows on its last line."""
    start, end = comment.span.start, comment.span.end
    after = text[end : end + 2000]
    if after.partition("\n")[0].strip():
        return None
    before = text[max(0, start - 2000) : start]
    trimmed = before.rstrip(" \t")
    gap = "\n\n" if trimmed[-1:] not in ("", "\n") else "" if re.search(r"(?:\A|\n)\s*\n\Z", trimmed) else "\n"
    safety = Safety.UNSAFE if _LIST_LINE.match(after.lstrip("\r\n")) else Safety.SAFE
    edit = Edit(Span(start - (len(before) - len(trimmed)), start), gap)
    return Fix("Put a blank line before the comment", (edit,), safety)
