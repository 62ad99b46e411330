"""A paragraph lost a link that its source has.

The reader cannot follow a reference that readers of the source can: a paper, a notebook, the minute of
the lecture.

## Example

```markdown source
Attention was introduced by [Bahdanau and others](https://example.org/abs/1409.0473).
```

```markdown target
La atención fue introducida por Bahdanau y otros.
```

## Use instead

```markdown target
La atención fue introducida por [Bahdanau y otros](https://example.org/abs/1409.0473).
```
"""

from collections.abc import Iterator
from itertools import groupby

from transcheck.compare.link_changes import Change, link_changes
from transcheck.model.block import BlockKind
from transcheck.model.finding import Problem, Severity
from transcheck.model.links import shown
from transcheck.model.text import Span
from transcheck.model.unit import Translation
from transcheck.rule import Context, NoOptions, rule
from transcheck.syntax.tables import shape_of

_MANY = 3


@rule(severity=Severity.WARNING)
def check(translation: Translation, ctx: Context[NoOptions]) -> Iterator[Problem]:
    changes = link_changes(translation, ctx.corpus.source_locale)
    gone = [change for change in changes if change.found is None and not _went_with_its_row(change)]
    for _, group in groupby(gone, key=lambda change: id(change.unit)):
        yield from _problems(list(group))


def _went_with_its_row(change: Change) -> bool:
    """Whether rows of a table are missing: that is told of the table."""
    source, target = change.unit.source, change.unit.target
    if source is None or target is None or not source.kind is target.kind is BlockKind.TABLE:
        return False
    return shape_of(target).rows < shape_of(source).rows


def _problems(lost: list[Change]) -> Iterator[Problem]:
    """One for each link; one for all where a table or list lost many."""
    span = _first_line(lost[0])
    sources = [change.lost.span if change.unit.source else None for change in lost]
    targets = [f'"{shown(change.lost.value)}"' for change in lost]
    if len(lost) <= _MANY:
        for source, target in zip(sources, targets, strict=True):
            yield Problem(span, f"link to {target} is missing", source=source)
    else:
        yield Problem(span, f"{len(lost)} links are missing, the first to {targets[0]}", source=sources[0])


def _first_line(change: Change) -> Span:
    assert change.unit.target is not None, "what lost a link has a target"
    block = change.unit.target.blocks[0]
    return Span(block.span.start, block.span.start + len(block.text.split("\n", 1)[0].rstrip()))
