"""A heading of the translation has no counterpart in the source.

Readers of the translation are told more than the authors wrote, or what the authors have taken back since;
a reviewer should know which.  A section that was added with all it holds is one finding.

## Example

```markdown source
## Loss

The loss falls.
```

```markdown target
## Pérdida

La pérdida baja.

## Lecturas recomendadas

Un libro que nos gusta mucho.
```

## Use instead

```markdown target
## Pérdida

La pérdida baja.
```
"""

from collections.abc import Iterator
from itertools import pairwise

from transcheck.compare.addition import Addition, additions
from transcheck.compare.omission import title
from transcheck.model.block import Block, BlockKind
from transcheck.model.document import Document
from transcheck.model.finding import Confidence, Dimension, Problem, Severity
from transcheck.model.unit import Translation
from transcheck.rule import Context, NoOptions, rule


@rule(severity=Severity.WARNING, confidence=Confidence.MEDIUM, dimension=Dimension.ACCURACY)
def check(translation: Translation, ctx: Context[NoOptions]) -> Iterator[Problem]:
    found = [one for one in additions(translation, ctx.language.length_ratio) if one.is_section]
    if found and not _has_enough(translation):
        empty = _after_empty(translation.target)
        yield from (_problem(one) for one in found if _is_titled(one, empty))


def _after_empty(document: Document) -> frozenset[int]:
    """Where headings start that follow an empty one: a comment inside that one took its words."""
    headings = [block for block in document.blocks if block.kind is BlockKind.HEADING]
    return frozenset(after.span.start for one, after in pairwise(headings) if not _has_words(one))


def _has_words(heading: Block) -> bool:
    return any(map(str.isalnum, heading.facts.plain))


def _is_titled(addition: Addition, empty: frozenset[int]) -> bool:
    """Whether it is a heading with words that was meant as one, and not a line that dashes below made one."""
    target = addition.first.target
    if target is None or not target.text.startswith("#") or target.span.start in empty:
        return False
    return _has_words(target.blocks[0])


def _has_enough(translation: Translation) -> bool:
    """Whether the source has as many headings, so that one without a counterpart has one nevertheless."""
    source = translation.source
    return source is not None and _headings(source) >= _headings(translation.target)


def _headings(document: Document) -> int:
    return sum(block.kind is BlockKind.HEADING for block in document.blocks)


def _problem(section: Addition) -> Problem:
    target = section.first.target
    assert target is not None, "an extra unit has a target"
    return Problem(target.span, f'section "{title(target)}" has no counterpart in the source')
