"""A heading stands at another level than its source.

The table of contents nests it under the wrong section, and styles and links that go by the level miss it.
Headings that follow each other and are off by the same are one finding.

## Example

```markdown source
## Loss

The loss falls.
```

```markdown target
### Pérdida

La pérdida baja.
```

## Use instead

```markdown target
## Pérdida

La pérdida baja.
```

## Fix safety

Unsafe: where the source's own levels are wrong, the translator may have been right.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from transcheck.compare.gaps import SURE, source_start
from transcheck.compare.omission import title
from transcheck.model.block import BlockKind
from transcheck.model.document import Document
from transcheck.model.finding import Dimension, Edit, Fix, Problem, Related, Safety, Severity
from transcheck.model.text import Span
from transcheck.model.unit import Translation, Unit
from transcheck.rule import Context, NoOptions, rule

_HASHES = re.compile(r"#{1,6}(?=[ \t])")


@rule(severity=Severity.ERROR, dimension=Dimension.MARKUP, fix=Safety.UNSAFE)
def check(translation: Translation, ctx: Context[NoOptions]) -> Iterator[Problem]:
    headings = [unit for unit in translation.units if _is_sure(unit)]
    if any(map(_is_off, headings)) and not _has_same_outline(translation):
        for _, run in groupby(sorted(headings, key=source_start), key=_shift):
            listed = list(run)
            if _is_off(listed[0]):
                yield _problem(listed, translation.target)


def _is_sure(unit: Unit) -> bool:
    """Whether a heading answers a heading."""
    if unit.target is None or unit.target.kind is not BlockKind.HEADING or not unit.is_pair or unit.confidence < SURE:
        return False
    return all(side.kind is BlockKind.HEADING for side in unit.references)


def _is_off(unit: Unit) -> bool:
    """Whether the level differs from that of the source and from that of the source that the translator saw."""
    return unit.target is not None and all(side.level != unit.target.level for side in unit.references)


def _shift(unit: Unit) -> int:
    if unit.target is None or unit.reference is None or not _is_off(unit):
        return 0
    return unit.target.level - unit.reference.level


def _has_same_outline(translation: Translation) -> bool:
    """Whether both have headings of the same levels in the same order: then the pairs are wrong, and not the levels."""
    source = translation.source
    return source is not None and _outline(source) == _outline(translation.target)


def _outline(document: Document) -> list[int]:
    return [block.level for block in document.blocks if block.kind is BlockKind.HEADING]


def _problem(run: Sequence[Unit], target: Document) -> Problem:
    first = run[0]
    assert first.target is not None and first.reference is not None, "a heading that is off has both sides"
    more = f", and {len(run) - 1} after it are off by as much" if len(run) > 1 else ""
    return Problem(
        first.target.span,
        f'heading "{title(first.target)}" is at level {first.target.level}, '
        f"its source at level {first.reference.level}{more}",
        source=first.source_span,
        related=tuple(_related(unit, target) for unit in run[1:]),
        fix=_fix(run),
    )


def _related(unit: Unit, target: Document) -> Related:
    return Related(target.path, target.lines.place(unit.at)[0], "off by as much")


def _fix(run: Sequence[Unit]) -> Fix | None:
    edits = tuple(edit for unit in run if (edit := _edit(unit)) is not None)
    return Fix("Give the heading the level of its source", edits, Safety.UNSAFE) if len(edits) == len(run) else None


def _edit(unit: Unit) -> Edit | None:
    """None for a heading that is underlined."""
    assert unit.target is not None and unit.reference is not None, "a heading that is off has both sides"
    hashes = _HASHES.match(unit.target.text)
    start = unit.target.span.start
    return Edit(Span(start, start + hashes.end()), "#" * unit.reference.level) if hashes else None
