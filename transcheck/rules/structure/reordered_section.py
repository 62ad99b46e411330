"""A section stands at another place in the translation than in the source.

The text refers back and forth ("as we saw above"), so that sections in another order confuse readers, and
whoever compares both texts loses the thread.

## Example

```markdown source
## Part A

We look at the loss.

## Part B

We look at the descent.
```

```markdown target
## Parte B

Vemos el descenso.

## Parte A

Vemos la pérdida.
```

## Use instead

```markdown target
## Parte A

Vemos la pérdida.

## Parte B

Vemos el descenso.
```
"""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from transcheck.compare.gaps import source_start
from transcheck.compare.omission import title
from transcheck.model.block import Block, BlockKind, Segment
from transcheck.model.document import Document
from transcheck.model.finding import Problem, Severity
from transcheck.model.unit import Translation, Unit
from transcheck.rule import Context, NoOptions, rule

_FEW = 4
_LABEL = re.compile(r"(?<![A-Za-z])[A-Z](?![A-Za-z])|\d+")


@rule(severity=Severity.WARNING)
def check(translation: Translation, ctx: Context[NoOptions]) -> Iterator[Problem]:
    pairs = [unit for unit in translation.units if unit.target is not None and unit.references]
    if any(unit.moved for unit in pairs):
        moved = () if _is_glossary(translation) else _moved_sections(pairs, translation)
        yield from (_moved(heading, source, translation) for heading, source in moved)
    else:
        headings = sorted((unit for unit in pairs if unit.kind is BlockKind.HEADING), key=source_start)
        first = _first_of_other_label(headings)
        if first is not None:
            yield _mislabelled(first)


def _is_glossary(translation: Translation) -> bool:
    """Whether the sections stand in the order of the alphabet, which is another in each language."""
    return translation.source is not None and _is_sorted(translation.source) and _is_sorted(translation.target)


def _is_sorted(document: Document) -> bool:
    headings = [block for block in document.blocks if block.kind is BlockKind.HEADING]
    deepest = max((block.level for block in headings), default=0)
    titles = [block.facts.plain.casefold() for block in headings if block.level == deepest]
    rising = sum(a <= b for a, b in pairwise(titles))
    return len(titles) >= _FEW and rising >= 0.8 * (len(titles) - 1)


def _moved_sections(pairs: Sequence[Unit], translation: Translation) -> Iterator[tuple[Block, Block]]:
    """The first heading, with its source, of each run of moved units; two sections that changed places are one run."""
    source = translation.source.blocks if translation.source else ()
    for moved, group in groupby(pairs, key=lambda unit: unit.moved):
        run = list(group)
        if moved:
            headings = ((u.target, u.source or u.comment) for u in run if u.kind is BlockKind.HEADING)
            found = [(target.blocks[0], side.blocks[0]) for target, side in headings if target and side]
            above = _heading_above(run[0].target, translation.target.blocks), _heading_above(run[0].source, source)
            if found:
                yield found[0]
            elif above[0] and above[1] and not _is_pair(above[0], above[1], pairs):
                yield above[0], above[1]


def _is_pair(target: Block, source: Block, pairs: Sequence[Unit]) -> bool:
    answered = (unit.source for unit in pairs if unit.target and target.span in (b.span for b in unit.target.blocks))
    return any(side is not None and source.span in (block.span for block in side.blocks) for side in answered)


def _heading_above(segment: Segment | None, blocks: Sequence[Block]) -> Block | None:
    """The heading directly above, whose section the segment opens."""
    before = [block for block in blocks if segment and block.span.end <= segment.span.start]
    return before[-1] if before and before[-1].kind is BlockKind.HEADING else None


def _first_of_other_label(headings: Sequence[Unit]) -> Unit | None:
    """The first heading that bears the letter or number of another, where both sides have the same ones.

    "Part A" and "Part B" look alike to an alignment, so that it pairs them in order when they changed places.
    """
    labelled = [(unit, _label(unit.source), _label(unit.target)) for unit in headings]
    both = [(unit, source, target) for unit, source, target in labelled if source and target]
    sources, targets = [source for _, source, _ in both], [target for _, _, target in both]
    if len(set(sources)) < len(sources) or sorted(sources) != sorted(targets):
        return None
    return next((unit for unit, source, target in both if source != target), None)


def _label(heading: Segment | None) -> str:
    """The one letter or number of a heading; empty where there is none, or more."""
    found = _LABEL.findall(heading.facts.plain) if heading and heading.kind is BlockKind.HEADING else []
    return str(int(found[0])) if len(found) == 1 and found[0].isdecimal() else found[0] if len(found) == 1 else ""


def _moved(heading: Block, source: Block, translation: Translation) -> Problem:
    blocks = translation.source.blocks if translation.source else ()
    headings = (one for one in blocks if one.kind is BlockKind.HEADING and one.span.end <= source.span.start)
    above = [one for one in headings if one.level <= source.level]
    place = f'follows "{title(above[-1])}"' if above else "comes first"
    message = f'section "{title(source)}" {place} in the source, but not here'
    return Problem(heading.span, message, source=source.span if translation.source else None)


def _mislabelled(heading: Unit) -> Problem:
    assert heading.target is not None, "the heading of a pair"
    return Problem(
        heading.target.span,
        f'section "{title(heading.target)}" stands where the source has "{title(heading.source)}"',
        source=heading.source_span,
    )
