"""A heading of the source has no counterpart in the translation.

Readers lose the section from the table of contents, links to it break, and often its text is lost
with it.  A section that is missing with all it holds is one finding.

## Example

```markdown source
## Loss

The loss falls.

## Backprop

Gradients flow back.
```

```markdown target
## Pérdida

La pérdida baja.

Los gradientes fluyen hacia atrás.
```

## Use instead

```markdown target
## Pérdida

La pérdida baja.

## Retropropagación

Los gradientes fluyen hacia atrás.
```
"""

import re
from collections.abc import Iterator, Sequence

from transcheck.compare.gaps import SURE, gaps
from transcheck.compare.omission import Omission, omissions, place, title
from transcheck.model.block import BlockKind
from transcheck.model.document import Document
from transcheck.model.finding import Dimension, Problem, Severity
from transcheck.model.unit import Translation, Unit
from transcheck.rule import Context, NoOptions, rule

_HASH = re.compile(r"(?m)^[ \t>]*#")
_NAMED = 3


@rule(severity=Severity.ERROR, dimension=Dimension.MARKUP)
def check(translation: Translation, ctx: Context[NoOptions]) -> Iterator[Problem]:
    found = omissions(translation, ctx.language.length_ratio)
    demoted = [unit for unit in translation.units if _is_demoted(unit)]
    if any(one.is_whole for one in found):
        yield _placeholder(found[0], translation)
    elif (found or demoted) and not _has_same_outline(translation):
        sections = [one for one in found if one.is_section and not _is_title(one.first, translation)]
        yield from (_missing(section, translation) for section in sections)
        yield from map(_demotion, _without_heading_beside(demoted, translation))


def _placeholder(all_of_it: Omission, translation: Translation) -> Problem:
    titles = [title(unit.reference) for unit in all_of_it.of_kind(BlockKind.HEADING)]
    named = ", ".join(f'"{one}"' for one in titles[:_NAMED]) + (", …" if len(titles) > _NAMED else "")
    what = "the only section has" if len(titles) == 1 else f"all {len(titles)} sections have"
    return Problem(
        place(all_of_it.first, translation), f"{what} no counterpart: {named}", source=all_of_it.first.source_span
    )


def _missing(section: Omission, translation: Translation) -> Problem:
    return Problem(
        place(section.first, translation),
        f'section "{title(section.first.reference)}" has no counterpart{_with(section.units[1:])}',
        source=section.first.source_span,
    )


def _with(content: Sequence[Unit]) -> str:
    """What is lost with the heading."""
    deeper = sum(unit.kind is BlockKind.HEADING for unit in content)
    blocks = len(content) - deeper
    parts = [f"{n} {word if n == 1 else word + 's'}" for n, word in ((deeper, "subsection"), (blocks, "block")) if n]
    return f", nor {'has' if len(content) == 1 else 'have'} its {' and '.join(parts)}" if parts else ""


def _is_title(heading: Unit, translation: Translation) -> bool:
    """Whether it is the title of the page, which the translation has in its front matter."""
    source, target = translation.source, translation.target
    if source is None or heading.source is None or heading.source.blocks[0] is not source.blocks[0]:
        return False
    return heading.source.level == 1 and _has_title(target) and not _has_title(source)


def _has_title(document: Document) -> bool:
    return document.front_matter is not None and bool(document.front_matter.text("title"))


def _has_same_outline(translation: Translation) -> bool:
    """Whether both have headings of the same levels in the same order: then none is missing, whatever pairs."""
    source = translation.source
    return source is not None and _outline(source) == _outline(translation.target)


def _outline(document: Document) -> list[int]:
    return [block.level for block in document.blocks if block.kind is BlockKind.HEADING]


def _is_demoted(unit: Unit) -> bool:
    """Whether a heading's counterpart is no heading, and no heading spoilt by its markup."""
    if unit.target is None or unit.target.kind not in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM):
        return False
    is_heading = bool(unit.references) and all(side.kind is BlockKind.HEADING for side in unit.references)
    return is_heading and unit.is_pair and unit.confidence >= SURE and not _HASH.search(unit.target.text)


def _without_heading_beside(demoted: Sequence[Unit], translation: Translation) -> Iterator[Unit]:
    """A heading without a source right beside is the better counterpart."""
    all_gaps = gaps(translation) if demoted else ()
    for unit in demoted:
        beside = (extra for gap in all_gaps if unit in (gap.before, gap.after) for extra in gap.extra)
        if not any(extra.kind is BlockKind.HEADING for extra in beside):
            yield unit


def _demotion(unit: Unit) -> Problem:
    assert unit.target is not None, "a demoted heading has a target"
    return Problem(
        unit.target.span,
        f'section "{title(unit.reference)}" has no heading: its counterpart is a {unit.target.kind.value}',
        source=unit.source_span,
    )
