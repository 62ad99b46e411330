"""A footnote of the source, or the mark that refers to it, is not in the translation.

A note without its mark is never read, and a mark without its note leads nowhere.

## Example

```markdown source
The loss falls.[^1] Then it stays.

[^1]: With a small step.
```

```markdown target
La pérdida baja. Después se queda.

[^1]: Con un paso pequeño.
```

## Use instead

```markdown target
La pérdida baja.[^1] Después se queda.

[^1]: Con un paso pequeño.
```
"""

from collections.abc import Iterator

from transcheck.compare.gaps import SURE
from transcheck.compare.omission import Omission, excerpt, omissions, place
from transcheck.model.block import BlockKind, Segment
from transcheck.model.facts import Token, TokenKind
from transcheck.model.finding import Dimension, Problem, Severity
from transcheck.model.unit import Translation, Unit
from transcheck.rule import Context, NoOptions, rule


@rule(severity=Severity.WARNING, dimension=Dimension.MARKUP)
def check(translation: Translation, ctx: Context[NoOptions]) -> Iterator[Problem]:
    if translation.source is None or "[^" not in translation.source.text:
        return
    notes = [one for one in omissions(translation, ctx.language.length_ratio) if _is_note(one)]
    for omission in notes:
        for unit in omission.of_kind(BlockKind.FOOTNOTE):
            yield Problem(
                place(unit, translation), f'footnote "{excerpt(unit)}" has no counterpart', source=unit.source_span
            )
    missing = {_label(unit) for omission in notes for unit in omission.of_kind(BlockKind.FOOTNOTE)}
    for unit in translation.units:
        yield from _lost_marks(unit, translation, missing)


def _is_note(omission: Omission) -> bool:
    return not omission.is_passage and not omission.of_kind(BlockKind.PARAGRAPH, BlockKind.LIST_ITEM)


def _label(note: Unit) -> str:
    marks = _marks(note.source)
    return marks[0].value if marks else ""


def _marks(segment: Segment | None) -> tuple[Token, ...]:
    return segment.facts.of(TokenKind.FOOTNOTE) if segment else ()


def _lost_marks(unit: Unit, translation: Translation, missing: set[str]) -> Iterator[Problem]:
    """Marks that no block of the translation has; if their notes are missing too, those tell it."""
    if not unit.is_pair or unit.target is None or unit.kind is BlockKind.FOOTNOTE or unit.confidence < SURE:
        return
    if any(len(_marks(side)) <= len(_marks(unit.target)) for side in unit.references):
        return
    others = (other for other in translation.units if other.kind is not BlockKind.FOOTNOTE)
    shown = {mark.value for other in others for mark in _marks(other.target)}
    for mark in _marks(unit.source):
        if mark.value not in shown and mark.value not in missing:
            yield Problem(unit.target.span, f"the mark {mark.value} of a footnote is missing", source=mark.span)
