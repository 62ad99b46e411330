"""A source comment stands there without a translation.

The translator left the paragraph for later, or it was lost. Readers miss what it says. A heading is reported by
`missing-section` instead, a picture by `missing-image`, a formula by `missing-formula`.

## Example

```markdown source
The loss falls with every step.

A smaller step makes the descent slower, and a larger one makes it unstable.

The gradient tells the direction.
```

```markdown target
<!-- The loss falls with every step. -->

La pérdida baja con cada paso.

<!-- A smaller step makes the descent slower, and a larger one makes it unstable. -->

<!-- The gradient tells the direction. -->

El gradiente indica la dirección.
```

## Use instead

```markdown target
<!-- The loss falls with every step. -->

La pérdida baja con cada paso.

<!-- A smaller step makes the descent slower, and a larger one makes it unstable. -->

Un paso menor hace más lento el descenso, y uno mayor lo hace inestable.

<!-- The gradient tells the direction. -->

El gradiente indica la dirección.
```
"""

from collections.abc import Iterator

from transcheck.model.block import BlockKind
from transcheck.model.commented import is_left_to_comment
from transcheck.model.finding import Problem, Severity
from transcheck.model.omission import Omission, excerpt, omissions
from transcheck.model.text import hull
from transcheck.model.unit import Habit, Translation
from transcheck.rule import Context, NoOptions, rule


@rule(severity=Severity.WARNING)
def check(translation: Translation, ctx: Context[NoOptions]) -> Iterator[Problem]:
    if not any(unit.comment is not None and unit.target is None for unit in translation.units):
        return
    for omission in omissions(translation, ctx.language.length_ratio):
        text = omission.of_kind(BlockKind.PARAGRAPH, BlockKind.LIST_ITEM)
        if not text or omission.is_section or not all(is_left_to_comment(unit, translation) for unit in omission.prose):
            continue
        if not _is_answered(omission, translation):
            yield _problem(omission)


def _is_answered(omission: Omission, translation: Translation) -> bool:
    """Whether a block that answers nothing else stands directly against the comment."""
    comments = [unit.comment.span for unit in omission.prose if unit.comment]
    if translation.habit is Habit.AFTER:
        before = [u for u in translation.units if u.target and u.target.span.end <= comments[0].start]
        beside = before[-1:]
    else:
        beside = [u for u in translation.units if u.target and u.target.span.start >= comments[-1].end][:1]
    return any(not unit.references and unit.kind.is_prose for unit in beside)


def _problem(omission: Omission) -> Problem:
    text = omission.of_kind(BlockKind.PARAGRAPH, BlockKind.LIST_ITEM)
    more = len(text) - 1
    tail = f", nor {'has' if more == 1 else 'have'} the {'one' if more == 1 else more} after it" if more else ""
    span = hull(unit.comment.span for unit in text if unit.comment)
    message = f'comment "{excerpt(text[0])}" has no translation{tail}'
    return Problem(span, message, source=text[0].source_span)
