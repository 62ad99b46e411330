"""A comment never closes.

Browsers and site generators hide all that follows, up to the end of the next comment or of the page. Readers miss
that part of the translation, and nothing tells them so.

## Example

```markdown source
The loss falls with every step.

Gradients flow back.
```

```markdown target
<!-- The loss falls with every step.

La pérdida baja con cada paso.

<!-- Gradients flow back. -->

Los gradientes fluyen hacia atrás.
```

## Use instead

```markdown target
<!-- The loss falls with every step. -->

La pérdida baja con cada paso.

<!-- Gradients flow back. -->

Los gradientes fluyen hacia atrás.
```

## Fix safety

The fix closes the comment where the source text in it ends, as far as one can tell the languages apart. It is
unsafe, for what it brings to light was never seen by a reader.
"""

from collections.abc import Iterator

from transcheck.model.document import Comment, CommentFault, Document
from transcheck.model.finding import Dimension, Edit, Fix, Problem, Safety, Severity
from transcheck.model.normal import letters
from transcheck.model.text import Span
from transcheck.model.unit import Translation, Unit
from transcheck.rule import Context, NoOptions, rule


@rule(severity=Severity.ERROR, dimension=Dimension.MARKUP, fix=Safety.UNSAFE)
def check(document: Document, ctx: Context[NoOptions]) -> Iterator[Problem]:
    for comment in document.comments:
        if comment.fault is CommentFault.UNCLOSED:
            yield _problem(document, comment, ctx.translation)


def _problem(document: Document, comment: Comment, translation: Translation | None) -> Problem:
    hidden = [unit for unit in translation.units if _hides(comment, unit)] if translation else []
    if hidden:
        what = "a block" if len(hidden) == 1 else f"{len(hidden)} blocks"
        span = _until(document, comment, min(unit.at for unit in hidden))
        return Problem(span, f"comment never closes: it hides {what} of the translation", fix=_fix(span))
    if document.text[comment.span.end :].strip():
        is_source = translation is not None and _is_source(comment, translation)
        severity = Severity.WARNING if is_source else None
        fix = _fix(comment.span) if is_source else None
        return Problem(comment.span, "comment does not close before the next one opens", fix=fix, severity=severity)
    return Problem(comment.span, "comment never closes: it hides the rest of the page")


def _hides(comment: Comment, unit: Unit) -> bool:
    return unit.hidden and unit.target is not None and comment.span.covers(unit.target.span)


def _until(document: Document, comment: Comment, end: int) -> Span:
    """From the opening to the last character before `end`."""
    start = comment.span.start
    return Span(start, start + len(document.text[start:end].rstrip()))


def _is_source(comment: Comment, translation: Translation) -> bool:
    """Whether all of the comment is known as source: then it hides nothing that was to be seen."""
    known = {id(block) for unit in translation.units if unit.comment for block in unit.comment.blocks}
    texts = {letters(block.text) for block in (translation.source.blocks if translation.source else ())}
    return bool(comment.blocks) and all(id(block) in known or letters(block.text) in texts for block in comment.blocks)


def _fix(span: Span) -> Fix:
    return Fix("Close the comment", (Edit(Span(span.end, span.end), " -->"),), Safety.UNSAFE)
