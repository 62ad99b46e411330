"""A part of the translation stands inside the source comment, where no reader sees it.

The comment closes one paragraph too late. The page lacks the paragraph, and the file looks as if it were there.

## Example

```markdown source
The loss falls with every step of the descent, and it never rises again.

Gradients flow back through all of the layers of the network.
```

```markdown target
<!-- The loss falls with every step of the descent, and it never rises again.

La pérdida baja con cada paso del descenso y ya no vuelve a subir. -->

<!-- Gradients flow back through all of the layers of the network. -->

Los gradientes fluyen hacia atrás por todas las capas de la red.
```

## Use instead

```markdown target
<!-- The loss falls with every step of the descent, and it never rises again. -->

La pérdida baja con cada paso del descenso y ya no vuelve a subir.

<!-- Gradients flow back through all of the layers of the network. -->

Los gradientes fluyen hacia atrás por todas las capas de la red.
```
"""

from collections.abc import Iterator

from transcheck.model.finding import Problem, Severity
from transcheck.model.unit import Unit
from transcheck.rule import Context, NoOptions, rule

_SURE = 0.6


@rule(severity=Severity.ERROR)
def check(unit: Unit, ctx: Context[NoOptions]) -> Iterator[Problem]:
    if not unit.hidden or unit.target is None or not unit.references or unit.confidence < _SURE:
        return
    comment = ctx.translation.target.comment_at(unit.target.span.start) if ctx.translation else None
    if comment is not None and comment.fault is None:
        yield Problem(unit.target.span, f"translated {unit.kind.value} stands inside the source comment")
