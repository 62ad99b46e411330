"""A comment is opened, closed or nested in a way that no browser understands.

`<!—`, which editors make of `<!--`, opens nothing: readers see the mark and the untranslated text. `--!>` closes
nothing for most parsers of Markdown. Of a comment inside a comment the first `-->` ends both.

## Example

```markdown source
The loss falls with every step.
```

```markdown target
<!— The loss falls with every step. -->

La pérdida baja con cada paso.
```

## Use instead

```markdown target
<!-- The loss falls with every step. -->

La pérdida baja con cada paso.
```
"""

import re
from collections.abc import Iterator

from transcheck.model.document import Comment, CommentFault, Document, Mark, MarkKind
from transcheck.model.finding import Dimension, Problem, Severity
from transcheck.model.text import Span
from transcheck.rule import Context, NoOptions, rule

_REACH = 5000
_SURE = ("<!—", "<!–", "<--!")
_CLOSINGS = {"<--": re.compile(r"-->|<!"), "": re.compile(r"-{1,2}!?[ ]?>|[—–]>|<!")}
"""What may end a comment that was begun so, or another comment that begins before it."""


@rule(severity=Severity.ERROR, dimension=Dimension.MARKUP)
def check(document: Document, ctx: Context[NoOptions]) -> Iterator[Problem]:
    for mark in document.marks:
        if mark.kind is MarkKind.BAD_START and _is_meant(document.text, mark):
            yield Problem(mark.span, f'"{mark.span.of(document.text)}" opens no comment, expected "<!--"')
    for comment in document.comments:
        if comment.fault is CommentFault.NESTED:
            yield _nested(document, comment)
        elif comment.fault is CommentFault.BAD_END:
            end = Span(comment.span.end - len("--!>"), comment.span.end)
            yield Problem(end, 'comment ends with "--!>", expected "-->"')


def _is_meant(text: str, mark: Mark) -> bool:
    """Whether the mark was meant to open a comment: it can be nothing else, or something like an end follows."""
    opening = mark.span.of(text)
    if opening in _SURE:
        return True
    closing = _CLOSINGS.get(opening, _CLOSINGS[""]).search(text, mark.span.end, mark.span.end + _REACH)
    return closing is not None and closing[0] != "<!"


def _nested(document: Document, comment: Comment) -> Problem:
    """An error where the rest of the outer comment is printed, for its end is left over; else only a slip."""
    at = document.text.index("<!--", comment.span.start + 1)
    torn = any(_ends(mark, comment, document) for mark in document.marks)
    return Problem(
        Span(at, at + len("<!--")),
        'comment opens inside another one, and the first "-->" ends both',
        severity=None if torn else Severity.WARNING,
    )


def _ends(mark: Mark, comment: Comment, document: Document) -> bool:
    """Whether the mark is an end with no comment between it and `comment`."""
    if mark.kind is not MarkKind.STRAY_END or mark.span.start < comment.span.end:
        return False
    return not any(comment.span.end <= other.span.start < mark.span.start for other in document.comments)
