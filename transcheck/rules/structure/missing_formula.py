"""A displayed formula of the source has no counterpart in the translation.

The text around it refers to what readers cannot see.  A formula inside a paragraph that has its counterpart
is a matter of `changed-formula`.

## Example

```markdown source
The loss is

$$
L(w) = \\frac{1}{N} \\sum_i (y_i - w x_i)^2
$$

and its minimum is unique.
```

```markdown target
La pérdida es

y su mínimo es único.
```

## Use instead

```markdown target
La pérdida es

$$
L(w) = \\frac{1}{N} \\sum_i (y_i - w x_i)^2
$$

y su mínimo es único.
```
"""

from collections.abc import Iterator

from transcheck.compare.omission import omissions, place
from transcheck.compare.presence import is_formula_near
from transcheck.model.block import BlockKind
from transcheck.model.finding import Dimension, Problem, Severity
from transcheck.model.unit import Translation, Unit
from transcheck.rule import Context, NoOptions, rule

_SHOWN = 60


@rule(severity=Severity.ERROR, dimension=Dimension.ACCURACY)
def check(translation: Translation, ctx: Context[NoOptions]) -> Iterator[Problem]:
    for omission in omissions(translation, ctx.language.length_ratio):
        if not omission.is_passage:
            lost = [unit for unit in omission.of_kind(BlockKind.MATH) if not _is_there(unit, translation)]
            if lost:
                yield Problem(place(lost[0], translation), _message(lost), source=lost[0].source_span)


def _is_there(unit: Unit, translation: Translation) -> bool:
    blocks = unit.source.blocks if unit.source else ()
    return all(is_formula_near(block, unit, translation) for block in blocks)


def _message(lost: list[Unit]) -> str:
    tokens = [token for unit in lost if unit.source for token in unit.source.facts.formulas]
    tex = " ".join(tokens[0].value.split()) if tokens else ""
    shown = tex if len(tex) <= _SHOWN else tex[:_SHOWN] + "…"
    more = "" if len(lost) == 1 else f", nor {'has' if len(lost) == 2 else 'have'} the {len(lost) - 1} after it"
    return f"formula $${shown}$$ has no counterpart{more}"
