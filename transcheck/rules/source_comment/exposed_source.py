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

from collections.abc import Iterator, Sequence

from transcheck.compare.exposed import copy_key, exposed_blocks, source_keys
from transcheck.model.block import Block
from transcheck.model.document import Document
from transcheck.model.finding import Edit, Fix, Problem, Safety, Severity
from transcheck.model.text import Span, hull
from transcheck.model.unit import Translation
from transcheck.rule import Context, NoOptions, rule

_LONGEST = 60


@rule(severity=Severity.ERROR, fix=Safety.UNSAFE)
def check(translation: Translation, ctx: Context[NoOptions]) -> Iterator[Problem]:
    exposed = frozenset(map(id, exposed_blocks(translation)))
    for run in _runs(translation.target, exposed) if exposed else ():
        yield _problem(translation, run)


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
    units = (unit for unit in translation.units if copy_key(block) in source_keys(unit))
    return next((unit.source_span for unit in units if unit.source_span), None)


def _fix(text: str, span: Span) -> Fix | None:
    """One comment around the run; none where an arrow in it would end the comment, or other text shares its lines."""
    start, end = text.rfind("\n", 0, span.start) + 1, text.find("\n", span.end)
    outside = text[start : span.start] + text[span.end : end if end >= 0 else len(text)]
    if "-->" in span.of(text) or "<!--" in span.of(text) or outside.strip():
        return None
    edits = (Edit(Span(span.start, span.start), "<!-- "), Edit(Span(span.end, span.end), " -->"))
    return Fix("Make a comment of it", edits, Safety.UNSAFE)
