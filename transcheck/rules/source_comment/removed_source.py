"""The source of a translated block is gone from the source.

What the page still says there was taken back, moved to another chapter or said in other words. Readers of the
translation read what readers of the source no longer do.

## Example

```markdown source
The loss falls with every step.

Gradients flow back.
```

```markdown target
<!-- The loss falls with every step. -->

La pérdida baja con cada paso.

<!-- A momentum of nine tenths is a good choice for nearly every network. -->

Un momento de nueve décimas es una buena elección para casi todas las redes.

<!-- Gradients flow back. -->

Los gradientes fluyen hacia atrás.
```

## Use instead

```markdown target
<!-- The loss falls with every step. -->

La pérdida baja con cada paso.

<!-- Gradients flow back. -->

Los gradientes fluyen hacia atrás.
```
"""

from collections.abc import Iterator

from transcheck.model.finding import Confidence, Problem, Severity
from transcheck.model.normal import letters
from transcheck.model.unit import Translation
from transcheck.rule import Context, NoOptions, rule

_LONGEST = 60


@rule(severity=Severity.WARNING, confidence=Confidence.MEDIUM)
def check(translation: Translation, ctx: Context[NoOptions]) -> Iterator[Problem]:
    if translation.source is None:
        return
    gone = [unit for unit in translation.units if unit.source is None and unit.comment and unit.target]
    source = "".join(letters(block.text) for block in translation.source.blocks) if gone else ""
    for unit in gone:
        assert unit.comment is not None, "it was asked for"
        if not unit.hidden and letters(unit.comment.text) not in source:
            yield Problem(unit.comment.span, f'"{_excerpt(unit.comment.facts.plain)}" is no longer in the source')


def _excerpt(text: str) -> str:
    return text if len(text) <= _LONGEST else text[:_LONGEST].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"
