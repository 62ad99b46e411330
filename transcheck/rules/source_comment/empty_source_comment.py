"""A comment of a translation that keeps its source holds nothing.

A reviewer looks for the source there and finds none; the next tool that fills comments may take it for the place of
another block.

## Example

```markdown source
The loss falls with every step.

Gradients flow back.
```

```markdown target
<!-- The loss falls with every step. -->

La pérdida baja con cada paso.

<!-- -->

Los gradientes fluyen hacia atrás.
```

## Use instead

```markdown target
<!-- The loss falls with every step. -->

La pérdida baja con cada paso.

<!-- Gradients flow back. -->

Los gradientes fluyen hacia atrás.
```

## Fix safety

The fix takes the comment away, with its line where it stands alone. Nothing that is printed changes: an empty
comment that keeps two lists, or a list and code, apart is left where it is.
"""

from bisect import bisect_right
from collections.abc import Iterator

from transcheck.model.block import Block, BlockKind
from transcheck.model.document import Comment, Document
from transcheck.model.finding import Dimension, Edit, Fix, Problem, Safety, Severity
from transcheck.model.text import Span
from transcheck.model.unit import Habit
from transcheck.rule import Context, NoOptions, rule


@rule(severity=Severity.INFO, dimension=Dimension.MARKUP, fix=Safety.SAFE)
def check(document: Document, ctx: Context[NoOptions]) -> Iterator[Problem]:
    if ctx.translation is None or ctx.translation.habit is Habit.NONE:
        return
    for comment in document.comments:
        if _is_empty(document, comment) and not _keeps_apart(document.blocks, comment):
            yield Problem(comment.span, "source comment is empty", fix=_fix(document.text, comment))


def _is_empty(document: Document, comment: Comment) -> bool:
    return not comment.blocks and not comment.fault and not comment.span.of(document.text)[4:-3].strip()


def _keeps_apart(blocks: tuple[Block, ...], comment: Comment) -> bool:
    """Whether it stands after a list and before another or code, which would be one without it."""
    index = bisect_right(blocks, comment.span.start, key=lambda block: block.span.start)
    if not 0 < index < len(blocks):
        return False
    before, after = blocks[index - 1], blocks[index]
    return before.level > 0 and before.kind is not BlockKind.HEADING and _continues_list(after)


def _continues_list(block: Block) -> bool:
    return block.kind is BlockKind.CODE or (block.level > 0 and block.kind is not BlockKind.HEADING)


def _fix(text: str, comment: Comment) -> Fix:
    """Without its line where it stands alone, and one of the two blank lines around it."""
    start, end = comment.span.start, comment.span.end
    if comment.is_inline:
        return Fix("Remove the comment", (Edit(comment.span, ""),), Safety.SAFE)
    start = max(text.rfind("\n", 0, start) + 1, 0)
    end = text.find("\n", end) + 1 or len(text)
    if _is_blank_before(text, start):
        end += len(text[end : end + 2]) - len(text[end : end + 2].lstrip("\r\n"))
    return Fix("Remove the comment", (Edit(Span(start, end), ""),), Safety.SAFE)


def _is_blank_before(text: str, line: int) -> bool:
    return not text[text.rfind("\n", 0, max(line - 1, 0)) + 1 : line].strip()
