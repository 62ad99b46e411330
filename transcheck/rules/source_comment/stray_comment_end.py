"""A `-->` ends no comment, and is printed.

Readers see `-->` or `–>` in the text. Often it is what was left of a comment that closed too early, at an arrow
in the source text, so that the rest of the source is printed too.

## Example

```markdown source
The loss falls with every step.
```

```markdown target
<!-- The loss falls with every step. -->

La pérdida baja con cada paso. -->
```

## Use instead

```markdown target
<!-- The loss falls with every step. -->

La pérdida baja con cada paso.
```
"""

from collections.abc import Iterator

from transcheck.model.document import CommentFault, Document, Mark, MarkKind
from transcheck.model.finding import Dimension, Problem, Severity
from transcheck.rule import Context, NoOptions, rule

_REST = 2
"""Characters after the mark that are no text which an arrow could point to."""


@rule(severity=Severity.WARNING, dimension=Dimension.MARKUP)
def check(document: Document, ctx: Context[NoOptions]) -> Iterator[Problem]:
    opened = 0
    for mark in document.marks:
        if mark.kind is MarkKind.BAD_START:
            opened += 1
        elif opened or _is_spoken_for(document, mark):
            opened = max(0, opened - 1)
        elif not _is_arrow(document, mark):
            yield Problem(
                mark.span,
                f'"{mark.span.of(document.text)}" ends no comment',
                hint='a comment ends at its first "-->", which may be an arrow in the source',
            )


def _is_arrow(document: Document, mark: Mark) -> bool:
    """Whether text stands before and after it on its line, or it is in a row of a table."""
    line = document.lines.line(document.lines.place(mark.span.start)[0]).of(document.text)
    before, _, after = line.partition(mark.span.of(document.text))
    is_row = before.lstrip().startswith("|") and "|" in after
    return is_row or (bool(before.strip(" \t>*-")) and len(after.strip()) > _REST)


def _is_spoken_for(document: Document, mark: Mark) -> bool:
    """Whether it is the rest of a nested comment, which malformed-comment reports."""
    before = [comment for comment in document.comments if comment.span.end <= mark.span.start]
    return bool(before) and before[-1].fault is CommentFault.NESTED
