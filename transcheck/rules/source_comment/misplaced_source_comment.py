"""A source comment stands at another place than its translation.

A reviewer compares the translation with the wrong text. Inside the marks of a heading a comment leaves an empty
heading on the page.

## Example

```markdown source
The loss falls with every step of the descent.

Gradients flow back through all layers of the network.

The rate of learning is a small number.
```

```markdown target
<!-- Gradients flow back through all layers of the network. -->

La pérdida baja con cada paso del descenso.

<!-- The loss falls with every step of the descent. -->

Los gradientes fluyen hacia atrás por todas las capas de la red.

<!-- The rate of learning is a small number. -->

La tasa de aprendizaje es un número pequeño.
```

## Use instead

```markdown target
<!-- The loss falls with every step of the descent. -->

La pérdida baja con cada paso del descenso.

<!-- Gradients flow back through all layers of the network. -->

Los gradientes fluyen hacia atrás por todas las capas de la red.

<!-- The rate of learning is a small number. -->

La tasa de aprendizaje es un número pequeño.
```
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

from transcheck.model.block import Block, BlockKind
from transcheck.model.document import Comment, Document
from transcheck.model.finding import Confidence, Problem, Severity
from transcheck.model.unit import Translation, Unit
from transcheck.rule import Context, NoOptions, rule

_SURE = 0.6
_LONGEST = 60


@rule(severity=Severity.WARNING, confidence=Confidence.MEDIUM)
def check(translation: Translation, ctx: Context[NoOptions]) -> Iterator[Problem]:
    yield from _in_headings(translation.target)
    units = [unit for unit in translation.units if _has_a_place(unit)]
    if _is_in_order(units):
        return
    for unit in _out_of_order([unit for unit in units if _stands_alone(unit, translation.target)]):
        assert unit.comment is not None, "it has a place"
        message = f'comment "{_excerpt(unit.comment.facts.plain)}" stands elsewhere than its translation'
        yield Problem(unit.comment.span, message, source=unit.source_span)


def _in_headings(document: Document) -> Iterator[Problem]:
    for block in document.blocks:
        if block.kind is BlockKind.HEADING and not block.text.strip("# \t"):
            comment = _comment_after(block, document)
            if comment is not None:
                yield Problem(
                    comment.span, "comment is all that the heading holds, so that an empty heading is printed"
                )


def _comment_after(block: Block, document: Document) -> Comment | None:
    """The comment that follows the block on its line."""
    text, at = document.text, block.span.end
    at += len(text[at : at + 9]) - len(text[at : at + 9].lstrip(" \t"))
    return document.comment_at(at)


def _has_a_place(unit: Unit) -> bool:
    """Whether the unit is a sure pair of prose with a comment."""
    is_whole = unit.target is not None and unit.comment is not None and unit.source is not None
    return is_whole and not unit.hidden and unit.kind.is_prose and unit.confidence >= _SURE


def _stands_alone(unit: Unit, document: Document) -> bool:
    """Whether the comment has lines of its own."""
    owner = document.comment_at(unit.comment.span.start) if unit.comment else None
    return owner is not None and not owner.is_inline


def _is_in_order(units: Sequence[Unit]) -> bool:
    """The cheap question first; units come in the order of their targets."""
    starts = [unit.comment.span.start for unit in units if unit.comment]
    return all(one < other for one, other in pairwise(starts))


def _out_of_order(units: Sequence[Unit]) -> Iterator[Unit]:
    """The units whose comments break the order that the comments of the other units have."""
    by_target = sorted(units, key=lambda unit: unit.target.span.start if unit.target else 0)
    starts = [unit.comment.span.start if unit.comment else 0 for unit in by_target]
    kept = set(_rising(starts))
    yield from (unit for index, unit in enumerate(by_target) if index not in kept)


def _rising(numbers: Sequence[int]) -> list[int]:
    """The indices of the longest rising run of `numbers`."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for index, number in enumerate(numbers):
        at = bisect_left(tails, number)
        before.append(ends[at - 1] if at else -1)
        tails[at : at + 1], ends[at : at + 1] = [number], [index]
    chain = []
    index = ends[-1] if ends else -1
    while index >= 0:
        chain.append(index)
        index = before[index]
    return chain


def _excerpt(text: str) -> str:
    return text if len(text) <= _LONGEST else text[:_LONGEST].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"
