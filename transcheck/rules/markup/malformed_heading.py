"""Hash signs were meant as a heading and are printed.

A heading needs a space after one to six hash signs at the start of a line.  Without it, with an ideographic or
no-break space, or with seven signs the page prints `##Title` as text, and the section is missing from every
table of contents.

## Example

```markdown target
##Pérdida

La pérdida baja.
```

## Use instead

```markdown target
## Pérdida

La pérdida baja.
```

## Fix safety

Safe: puts a space after the hash signs.
"""

import re
from collections.abc import Iterator

from transcheck.model.block import Block, BlockKind
from transcheck.model.document import Document
from transcheck.model.finding import Dimension, Edit, Fix, Problem, Safety, Severity
from transcheck.model.text import Span
from transcheck.rule import Context, NoOptions, rule
from transcheck.syntax.characters import label
from transcheck.syntax.inline import CODE, without
from transcheck.syntax.mkdocs import is_mkdocs

_START = re.compile(r"(?m)^[ ]{0,3}(?P<hashes>#+)(?P<space>[\u00a0\u3000\u2000-\u200b\u202f\ufeff]*)(?=[^#\s])")
_GLUED = re.compile(r"(?<=[.!?。！？:：])(?P<hashes>#{2,6})[ \t]+(?=\S)")
_TOO_MANY = re.compile(r"(?m)^[ ]{0,3}(?P<hashes>#{7,})[ \t]+(?=\S)")
_MOST = 6
_SHOWN = 40


@rule(severity=Severity.WARNING, dimension=Dimension.MARKUP, fix=Safety.SAFE)
def check(document: Document, ctx: Context[NoOptions]) -> Iterator[Problem]:
    needs_space = not is_mkdocs(document, ctx.corpus)
    for block in document.blocks:
        if "#" in block.text and block.kind.is_prose:
            yield from _problems(block, ctx, needs_space=needs_space)


def _problems(block: Block, ctx: Context[NoOptions], *, needs_space: bool) -> Iterator[Problem]:
    text = without(block, *CODE) if "`" in block.text or "$" in block.text else block.text
    for match in _START.finditer(text):
        is_heading = len(match["hashes"]) > 1 or (match.start() == 0 and _answers_heading(block, ctx))
        if match["space"] or len(match["hashes"]) > _MOST or (is_heading and needs_space):
            yield _no_space(block, match)
    for match in _TOO_MANY.finditer(text):
        yield _too_many(block, match)
    for match in _GLUED.finditer(text) if block.kind is not BlockKind.HEADING else ():
        span = Span(*match.span("hashes")).shifted(block.span.start)
        yield Problem(span, f'heading "{_line(block, match.start())}" stands within a line of text')


def _answers_heading(block: Block, ctx: Context[NoOptions]) -> bool:
    """One hash sign also begins `#hashtag`, `#1` and `#include`, unless the source has a heading there."""
    for unit in ctx.translation.units if ctx.translation else ():
        if unit.target is not None and any(one is block for one in unit.target.blocks):
            return any(side.kind is BlockKind.HEADING for side in unit.references)
    return False


def _too_many(block: Block, match: re.Match[str]) -> Problem:
    span = Span(*match.span("hashes")).shifted(block.span.start)
    return Problem(span, f"{len(match['hashes'])} hash signs make no heading, at most {_MOST} do")


def _no_space(block: Block, match: re.Match[str]) -> Problem:
    if len(match["hashes"]) > _MOST:
        return _too_many(block, match)
    start = block.span.start
    space = Span(*match.span("space")).shifted(start)
    fix = Fix("Put a space after the hash signs", (Edit(space, " "),), Safety.SAFE)
    what = f"{label(match['space'][0])} in place of a space" if match["space"] else "no space"
    message = f'{what} after "{match["hashes"]}" of heading "{_line(block, match.end("space"))}"'
    return Problem(Span(match.start("hashes"), match.end("space")).shifted(start), message, fix=fix)


def _line(block: Block, at: int) -> str:
    line = block.text[at:].split("\n", 1)[0].strip("# \t\r")
    return line if len(line) <= _SHOWN else line[:_SHOWN].rstrip() + "…"
