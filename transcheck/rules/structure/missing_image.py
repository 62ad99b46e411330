"""An image of the source is not in the translation.

The text goes on speaking of a figure that readers cannot see.  An image that was moved to another paragraph
is not missing, and one that gave way to another is changed.

## Example

```markdown source
The loss falls:

![Loss over time](/images/loss.png)

Then it stays.
```

```markdown target
La pérdida baja:

Después se queda.
```

## Use instead

```markdown target
La pérdida baja:

![Pérdida en el tiempo](/images/loss.png)

Después se queda.
```
"""

from collections.abc import Iterator

from transcheck.compare.gaps import SURE
from transcheck.compare.omission import lone, place
from transcheck.compare.presence import lost_images
from transcheck.model.block import BlockKind
from transcheck.model.finding import Dimension, Problem, Severity
from transcheck.model.text import Span
from transcheck.model.unit import Translation, Unit
from transcheck.rule import Context, NoOptions, rule


@rule(severity=Severity.ERROR, dimension=Dimension.ACCURACY)
def check(translation: Translation, ctx: Context[NoOptions]) -> Iterator[Problem]:
    for unit in lone(translation, ctx.language.length_ratio, BlockKind.FIGURE, BlockKind.TABLE):
        yield from _problem(unit, place(unit, translation), translation)
    for unit in translation.units:
        if unit.is_pair and unit.target and unit.confidence >= SURE and _shows_fewer(unit):
            yield from _problem(unit, unit.target.span, translation)


def _shows_fewer(unit: Unit) -> bool:
    if unit.source is None or not ("<" in unit.source.text or "![" in unit.source.text):
        return False
    shown = len(unit.target.facts.images) if unit.target else 0
    return all(len(side.facts.images) > shown for side in unit.references)


def _problem(unit: Unit, span: Span, translation: Translation) -> Iterator[Problem]:
    images = unit.source.facts.images if unit.source else ()
    shown = len(unit.target.facts.images) if unit.target else 0
    lost = lost_images(images, translation)[: len(images) - shown]
    if lost:
        names = ", ".join(f'"{image.value.rsplit("/", 1)[-1]}"' for image in lost)
        verb = "image {} is" if len(lost) == 1 else "images {} are"
        yield Problem(span, f"{verb.format(names)} not in the translation", source=lost[0].span)
