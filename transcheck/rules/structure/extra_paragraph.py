"""A paragraph of the translation has no counterpart in the source.

Translators' notes are welcome, and so is information to know where they are; a paragraph that was left
behind when the source lost its own is not.  Paragraphs in a row are one finding, and what stands below an
extra heading belongs to that.

## Example

```markdown source
The loss falls with every step.

The gradient tells the direction.
```

```markdown target
La pérdida baja con cada paso.

Nota del traductor: en español se dice también coste.

El gradiente indica la dirección.
```

## Use instead

```markdown target
La pérdida baja con cada paso.

El gradiente indica la dirección.
```
"""

from collections.abc import Iterator

from transcheck.compare.addition import Addition, additions
from transcheck.compare.omission import shortened
from transcheck.model.block import BlockKind
from transcheck.model.finding import Confidence, Problem, Severity
from transcheck.model.text import hull
from transcheck.model.unit import Translation
from transcheck.rule import Context, NoOptions, rule


@rule(severity=Severity.INFO, confidence=Confidence.MEDIUM)
def check(translation: Translation, ctx: Context[NoOptions]) -> Iterator[Problem]:
    for addition in additions(translation, ctx.language.length_ratio):
        if not addition.is_section and addition.of_kind(BlockKind.PARAGRAPH):
            yield _problem(addition)


def _problem(addition: Addition) -> Problem:
    prose = [unit.target for unit in addition.units if unit.target and unit.kind.is_prose]
    named = f'paragraph "{shortened(prose[0].facts.plain)}"'
    what = f"{named} has" if len(prose) == 1 else f"{named} and {len(prose) - 1} after it have"
    return Problem(hull(side.span for side in prose), f"{what} no counterpart in the source")
