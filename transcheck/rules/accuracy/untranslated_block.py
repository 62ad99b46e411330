"""Text of the source stands in place of its translation.

Readers who do not know the source language lose the passage, and everyone sees that the page is not
finished.

Names, acronyms, code, bibliographies and terms that the translation keeps elsewhere in its own sentences
are left alone.  Where a passage stands twice, in both languages, `exposed-source` speaks instead.

## Example

```markdown source
## The loss

The loss tells us how far the answer of the network is from the one that we want.

It falls with every step of the descent, unless the step is too long for the valley.
```

```markdown target
## La pérdida

La pérdida nos dice cuán lejos está la respuesta de la red de la que queremos.

It falls with every step of the descent, unless the step is too long for the valley.
```

## Use instead

```markdown target
## La pérdida

La pérdida nos dice cuán lejos está la respuesta de la red de la que queremos.

Baja con cada paso del descenso, a no ser que el paso sea demasiado largo para el valle.
```
"""

from collections.abc import Iterator, Sequence

from transcheck.compare.leftover import Leftovers, read_blocks
from transcheck.locales.tags import same_language
from transcheck.model.block import Block, BlockKind
from transcheck.model.finding import Problem, Severity
from transcheck.model.text import hull
from transcheck.model.unit import Translation
from transcheck.rule import Context, NoOptions, rule

_PAGE = 0.6
_PAGE_BLOCKS = 7
_LONGEST = 60


@rule(severity=Severity.WARNING)
def check(translation: Translation, ctx: Context[NoOptions]) -> Iterator[Problem]:
    if same_language(translation.locale, ctx.corpus.source_locale):
        return
    judge = Leftovers(translation, ctx.source_language, ctx.language)
    read = [(unit, block) for unit in translation.units for block in read_blocks(unit)]
    left = {id(block) for unit, block in read if judge.is_left(unit, block)}
    runs = list(_runs([block for _, block in read], left))
    name = ctx.source_language.name
    if _is_page([block for _, block in read], left):
        first = runs[0][0]
        yield Problem(first.span, f"most of this page is still in {name}: {len(left)} of {len(read)} blocks")
        return
    yield from (_problem(run, name) for run in runs)
    for _, block in read:
        if id(block) not in left and (span := judge.part_left(block)) is not None:
            text = span.of(translation.target.text)
            yield Problem(span, f'part of the {block.kind.value} is still in {name}: "{_opening(text)}"')


def _runs(read: Sequence[Block], left: set[int]) -> Iterator[list[Block]]:
    """Neighbouring blocks that are left."""
    run: list[Block] = []
    for block in read:
        if id(block) in left:
            run.append(block)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _is_page(read: Sequence[Block], left: set[int]) -> bool:
    """Whether most blocks are left, and most letters."""
    if len(left) < max(_PAGE_BLOCKS, len(read) / 2):
        return False
    lengths = [(len(block.facts.plain), id(block) in left) for block in read]
    return sum(length for length, is_left in lengths if is_left) >= _PAGE * sum(length for length, _ in lengths)


def _problem(run: Sequence[Block], name: str) -> Problem:
    opening = _opening(run[0].facts.plain)
    if len(run) > 1:
        return Problem(hull(block.span for block in run), f'{len(run)} blocks are still in {name}, from "{opening}"')
    what = "caption" if run[0].kind is BlockKind.FIGURE else run[0].kind.value
    return Problem(run[0].span, f'{what} is still in {name}: "{opening}"')


def _opening(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else text[:_LONGEST].rstrip() + "…"
