"""An HTML tag is opened and never closed, or is misspelt and so is no tag.

kramdown reads nothing after an open block tag as Markdown any more: one `<center>` without its end, or a
`<centro>`, prints all headings, lists and formulas that follow as they stand in the file.  Other parsers let
the rest of the page be centred, or bold.

## Example

```markdown target
<center>
<img src="red.png"><br>
<b>Figura 1: una red.</b>

## Pérdida

La pérdida baja.
```

## Use instead

```markdown target
<center>
<img src="red.png"><br>
<b>Figura 1: una red.</b>
</center>

## Pérdida

La pérdida baja.
```
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from transcheck.model.block import BlockKind
from transcheck.model.corpus import Flavour
from transcheck.model.document import Document
from transcheck.model.finding import Dimension, Problem, Severity
from transcheck.model.text import Span
from transcheck.rule import Context, NoOptions, rule
from transcheck.syntax.html import BLOCK, INLINE, KNOWN, OPTIONAL, WORDS, Tag, misspelt, tags

_LINE_END = re.compile(r"(?:[ \t]|</[a-z][a-z0-9]{0,20}>|<!--[^\n]*)*(?:\r?\n|\Z)")


@rule(severity=Severity.ERROR, dimension=Dimension.MARKUP)
def check(document: Document, ctx: Context[NoOptions]) -> Iterator[Problem]:
    if "<" not in document.text:
        return
    found = _counted(document)
    balance = _Balance.of(found, document)
    extent = _Extent(document, tuple(b.span.start for b in document.blocks if b.kind is BlockKind.HEADING))
    problems = [_unclosed(extent, tag, end) for tag, end in balance.left_open]
    problems += [_doubled(extent, tag, first) for tag, first in balance.doubled]
    is_kramdown = ctx.corpus.flavour is Flavour.KRAMDOWN
    problems += [_misspelt(extent, tag, swallows=is_kramdown) for tag in found if misspelt(tag.name)]
    problems += [_stray(tag) for tag in balance.stray]
    yield from sorted(problems, key=lambda problem: problem.span)


def _counted(document: Document) -> list[Tag]:
    """Without placeholders and tokens, which close nothing and are closed by nothing."""
    found = [tag for tag in tags(document) if not tag.is_alone]
    starts, ends = ({tag.name for tag in found if tag.is_end is side} for side in (False, True))
    has_components = document.path.endswith(".mdx")
    return [tag for tag in found if _counts(tag, starts, ends) or (has_components and tag.name[0].isupper())]


def _counts(tag: Tag, starts: set[str], ends: set[str]) -> bool:
    if tag.name in KNOWN:
        return tag.name not in WORDS or tag.has_attributes or (tag.name in starts and tag.name in ends)
    meant = misspelt(tag.name)
    is_block = tag.span.start == tag.block.span.start
    return meant is not None and (is_block or tag.is_end or meant in ends or tag.name in ends)


@dataclass(frozen=True, slots=True)
class _Balance:
    """What has no partner.

    `left_open` has with each tag the offset where an outer one closed, which ends it too.  `doubled` are
    opening tags that stand where their closing one should, with the tag that they should close.
    """

    left_open: tuple[tuple[Tag, int | None], ...]
    doubled: tuple[tuple[Tag, Tag], ...]
    stray: tuple[Tag, ...]

    @classmethod
    def of(cls, found: Sequence[Tag], document: Document) -> "_Balance":
        left, stray = _paired(found)
        doubled = tuple(_doubles([one for one, _ in left], document.text))
        taken = {id(tag) for pair in doubled for tag in pair}
        left = [(one, end) for one, end in left if id(one) not in taken and not misspelt(one.name)]
        stray = [tag for tag in stray if not misspelt(tag.name) and tag.name not in OPTIONAL]
        return cls(tuple(left), doubled, tuple(stray))


def _paired(found: Sequence[Tag]) -> tuple[list[tuple[Tag, int | None]], list[Tag]]:
    """What stays open, each with where an outer tag closed, and what closes nothing; a misspelt tag counts as meant."""
    opened: list[Tag] = []
    names: Counter[str] = Counter()
    left: list[tuple[Tag, int | None]] = []
    stray = []
    for tag in found:
        name = misspelt(tag.name) or tag.name
        if not tag.is_end:
            opened.append(tag)
            names[name] += 1
        elif not names[name]:
            stray.append(tag)
        else:
            while (misspelt((one := opened.pop()).name) or one.name) != name:
                names[misspelt(one.name) or one.name] -= 1
                left.append((one, tag.span.start))
            names[name] -= 1
    left += [(one, None) for one in opened]
    left.sort(key=lambda item: item[0].span)
    return [(one, end) for one, end in left if one.name not in OPTIONAL], stray


def _doubles(left: Sequence[Tag], text: str) -> Iterator[tuple[Tag, Tag]]:
    """`<div> … <div>`: the second, without attributes and at the end of a line, was to close the first."""
    waiting: Tag | None = None
    for tag in left:
        is_second = not tag.has_attributes and _LINE_END.match(text, tag.span.end)
        if waiting is not None and waiting.name == tag.name and is_second:
            yield tag, waiting
            waiting = None
        else:
            waiting = tag


@dataclass(frozen=True, slots=True)
class _Extent:
    """Counts lines and headings between two offsets of a document."""

    document: Document
    headings: tuple[int, ...]

    def taken(self, span: Span, end: int | None = None) -> str:
        """What stands between an open tag and the end of what holds it, or of the document."""
        last = self.document.blocks[-1].span.end if end is None else end
        lines = self.line(last) - self.line(span.end)
        headings = bisect_left(self.headings, last) - bisect_left(self.headings, span.end)
        if lines < 1:
            return ""
        counted = f"{lines} line{'s' if lines > 1 else ''}"
        counted += f" with {headings} heading{'s' if headings > 1 else ''}" if headings else ""
        return f" and takes in the {counted} after it"

    def line(self, offset: int) -> int:
        return self.document.lines.place(offset)[0]


def _unclosed(extent: _Extent, tag: Tag, end: int | None) -> Problem:
    if tag.name in INLINE:
        return Problem(tag.span, f"<{tag.name}> is never closed", severity=Severity.WARNING)
    return Problem(tag.span, f"<{tag.name}> is never closed{extent.taken(tag.span, end)}")


def _doubled(extent: _Extent, tag: Tag, first: Tag) -> Problem:
    line = extent.line(first.span.start)
    taken = extent.taken(tag.span) if tag.name in BLOCK else ""
    message = f"<{tag.name}> stands where </{tag.name}> should close that of line {line}{taken}"
    return Problem(tag.span, message, severity=None if tag.name in BLOCK else Severity.WARNING)


def _misspelt(extent: _Extent, tag: Tag, *, swallows: bool) -> Problem:
    """kramdown takes an unknown tag for one of a block; others let it pass, and it does nothing."""
    meant, slash = misspelt(tag.name), "/" if tag.is_end else ""
    severity = None if swallows and not tag.is_end and meant not in INLINE else Severity.WARNING
    taken = extent.taken(tag.span) if severity is None else ""
    return Problem(tag.span, f"<{slash}{tag.name}> is no tag: expected <{slash}{meant}>{taken}", severity=severity)


def _stray(tag: Tag) -> Problem:
    return Problem(tag.span, f"</{tag.name}> closes nothing", severity=Severity.WARNING)
