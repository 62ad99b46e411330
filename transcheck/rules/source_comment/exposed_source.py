"""Source text stands in the open beside its translation.

Readers get the paragraph twice, first in a language they may not read. Most often the marks of a source comment
were lost. A block of source text that stands there in place of its translation is an `untranslated-block` instead.

## Example

```markdown source
The loss falls with every step of the descent.

Gradients flow back through all layers.
```

```markdown target
The loss falls with every step of the descent.

La pérdida baja con cada paso del descenso.

<!-- Gradients flow back through all layers. -->

Los gradientes fluyen hacia atrás por todas las capas.
```

## Use instead

```markdown target
<!-- The loss falls with every step of the descent. -->

La pérdida baja con cada paso del descenso.

<!-- Gradients flow back through all layers. -->

Los gradientes fluyen hacia atrás por todas las capas.
```

## Fix safety

The fix makes a comment of the source text. It is unsafe, for it takes text from the page, which only a translator
can tell to be there twice.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from transcheck.model.block import Block
from transcheck.model.document import Document
from transcheck.model.finding import Edit, Fix, Problem, Safety, Severity
from transcheck.model.normal import letters
from transcheck.model.text import Span, hull
from transcheck.model.unit import Translation, Unit
from transcheck.rule import Context, NoOptions, rule

_TELLING = 10
"""Letters that are more than a name."""
_LONGEST = 60


@rule(severity=Severity.ERROR, fix=Safety.UNSAFE)
def check(translation: Translation, ctx: Context[NoOptions]) -> Iterator[Problem]:
    known = Counter(key for unit in translation.units for key in _source_keys(unit))
    copied = [block for block in translation.target.blocks if _key(block) in known]
    if copied:
        exposed = frozenset(map(id, _exposed(translation, copied, known)))
        for run in _runs(translation.target, exposed):
            yield _problem(translation, run)


def _exposed(translation: Translation, copied: Sequence[Block], known: Counter[str]) -> Iterator[Block]:
    """The copies beside which their own translation stands."""
    standing = Counter(map(_key, copied))
    answers: dict[str, list[Block]] = defaultdict(list)
    for unit in translation.units:
        for key in _source_keys(unit) & standing.keys():
            answers[key] += _own_blocks(unit)[:1]
    between = _Between(translation.target, [*copied, *(block for blocks in answers.values() for block in blocks)])
    for block in copied:
        key = _key(block)
        is_beside = any(between.is_free(block, answer) for answer in answers[key])
        if is_beside and len(answers[key]) + standing[key] > known[key]:
            yield block


class _Between:
    """Tells whether between two blocks there is next to no prose but copies and their translations."""

    def __init__(self, document: Document, free: Sequence[Block]) -> None:
        allowed = frozenset(map(id, free))
        other = [block.span.start for block in document.blocks if block.kind.is_prose and id(block) not in allowed]
        self.other = sorted(other)

    def is_free(self, one: Block, two: Block) -> bool:
        first, last = sorted((one.span.start, two.span.start))
        return bisect_left(self.other, last) - bisect_left(self.other, first) <= 1


def _key(block: Block) -> str:
    """What a block shares with its copy; empty where it is too short to tell."""
    key = letters(block.text) if block.kind.is_prose else ""
    return key if len(key) >= _TELLING else ""


def _source_keys(unit: Unit) -> frozenset[str]:
    """The keys of the unit's source, as it is and as its comment has it."""
    return frozenset(key for side in unit.references for block in side.blocks if (key := _key(block)))


def _own_blocks(unit: Unit) -> list[Block]:
    """The blocks of the unit's target that are not its source."""
    keys = _source_keys(unit)
    blocks = unit.target.blocks if unit.target and not unit.hidden else ()
    return [block for block in blocks if letters(block.text) not in keys]


def _runs(document: Document, exposed: frozenset[int]) -> Iterator[list[Block]]:
    """Exposed blocks with no other prose between them; what the comment syntax spoilt is reported as that."""
    run: list[Block] = []
    for block in document.blocks:
        if id(block) in exposed and not any(mark.span.overlaps(block.span) for mark in document.marks):
            run.append(block)
        elif block.kind.is_prose and run:
            yield run
            run = []
    if run:
        yield run


def _problem(translation: Translation, run: Sequence[Block]) -> Problem:
    text = run[0].facts.plain
    quoted = text if len(text) <= _LONGEST else text[:_LONGEST].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"
    more = f", with {len(run) - 1} more" if len(run) > 1 else ""
    span = hull(block.span for block in run)
    message = f'source stands in the open beside its translation: "{quoted}"{more}'
    return Problem(span, message, fix=_fix(translation.target.text, span), source=_source_span(translation, run[0]))


def _source_span(translation: Translation, block: Block) -> Span | None:
    units = (unit for unit in translation.units if _key(block) in _source_keys(unit))
    return next((unit.source_span for unit in units if unit.source_span), None)


def _fix(text: str, span: Span) -> Fix | None:
    """One comment around the run; none where an arrow in it would end the comment, or other text shares its lines."""
    start, end = text.rfind("\n", 0, span.start) + 1, text.find("\n", span.end)
    outside = text[start : span.start] + text[span.end : end if end >= 0 else len(text)]
    if "-->" in span.of(text) or "<!--" in span.of(text) or outside.strip():
        return None
    edits = (Edit(Span(span.start, span.start), "<!-- "), Edit(Span(span.end, span.end), " -->"))
    return Fix("Make a comment of it", edits, Safety.UNSAFE)
