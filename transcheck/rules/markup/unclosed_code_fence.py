"""A code fence is opened and never closed.

CommonMark prints everything after it as code: headings, paragraphs and formulas, to the end of the page or of
the list item that holds it.  kramdown prints the fence, and reads the code as Markdown.

## Example

```markdown target
La red:

~~~python
red = Red()

## Pérdida

La pérdida baja.
```

## Use instead

```markdown target
La red:

~~~python
red = Red()
~~~

## Pérdida

La pérdida baja.
```
"""

import re
from collections.abc import Iterator

from transcheck.model.block import Block, BlockKind
from transcheck.model.corpus import Flavour
from transcheck.model.document import Document
from transcheck.model.finding import Dimension, Problem, Severity
from transcheck.model.text import Span
from transcheck.rule import Context, NoOptions, rule

_OPENING = re.compile(r"(?P<mark>`{3,}|~{3,})(?P<info>[^\n]*)")
_HEADING = re.compile(r"(?m)^[ \t>]*#{1,6}[ \t]+\S")
_INNER = re.compile(r"(?m)^[ \t>]*(?P<mark>`{3,}|~{3,})[ \t]*[A-Za-z{][^\n`]*$")
_NEAR_FENCES = ("```", "~~~", "｀｀｀", "～～～")

_SHOWN = 40


@rule(severity=Severity.ERROR, dimension=Dimension.MARKUP)
def check(document: Document, ctx: Context[NoOptions]) -> Iterator[Problem]:
    for block in document.blocks:
        if block.kind is BlockKind.CODE and (opening := _OPENING.match(block.text)):
            if not _is_closed(block, opening):
                yield _unclosed(block, opening, ctx.corpus.flavour)
            elif inner := _swallowed(block, opening):
                yield _before_next(document, block, opening, inner)


def _is_closed(block: Block, opening: re.Match[str]) -> bool:
    last = block.text.rstrip().rsplit("\n", 1)[-1].strip(" \t\r>")
    return last.count(opening["mark"][0]) == len(last) >= len(opening["mark"]) and "\n" in block.text


def _swallowed(block: Block, opening: re.Match[str]) -> re.Match[str] | None:
    """A fence with a language inside, as long as the first, opens code: the first should have ended before it."""
    found = _INNER.finditer(block.text, opening.end())
    return next((match for match in found if match["mark"] == opening["mark"]), None)


def _unclosed(block: Block, opening: re.Match[str], flavour: Flavour) -> Problem:
    body = block.text[opening.end() :]
    lines, headings = body.count("\n"), len(_HEADING.findall(body))
    counted = f"{lines} line{'' if lines == 1 else 's'}"
    counted += f" with {headings} heading{'' if headings == 1 else 's'}" if headings else ""
    what = "are code" if flavour is Flavour.COMMONMARK else "are no code"
    near = next((line.strip() for line in body.split("\n") if line.rstrip().endswith(_NEAR_FENCES)), "")
    hint = f'"{near[-_SHOWN:]}" does not close it' if near else ""
    message = f'code fence "{opening[0].strip()}" is never closed, so that {counted} after it {what}'
    return Problem(_first_line(block, opening), message, hint=hint)


def _before_next(document: Document, block: Block, opening: re.Match[str], inner: re.Match[str]) -> Problem:
    line = document.lines.place(block.span.start + inner.start("mark"))[0]
    message = f'code fence "{opening[0].strip()}" is not closed before "{inner[0].strip()}" on line {line}'
    return Problem(_first_line(block, opening), message)


def _first_line(block: Block, opening: re.Match[str]) -> Span:
    return Span(block.span.start, block.span.start + len(opening[0].rstrip()))
