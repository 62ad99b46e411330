"""A block has no source comment, in a translation that keeps one with nearly every other.

Reviewers cannot compare the block with its source where they read it, and when the source changes nobody sees
that this block is old.

## Example

```markdown source
The loss falls with every step.

Gradients flow back.

The rate is small.

It may grow later.

The network learns.

Training ends here.
```

```markdown target
<!-- The loss falls with every step. -->
La pérdida baja con cada paso.

<!-- Gradients flow back. -->
Los gradientes fluyen hacia atrás.

La tasa es pequeña.

<!-- It may grow later. -->
Puede crecer más tarde.

<!-- The network learns. -->
La red aprende.

<!-- Training ends here. -->
El entrenamiento termina aquí.
```

## Use instead

```markdown target
<!-- The loss falls with every step. -->
La pérdida baja con cada paso.

<!-- Gradients flow back. -->
Los gradientes fluyen hacia atrás.

<!-- The rate is small. -->
La tasa es pequeña.

<!-- It may grow later. -->
Puede crecer más tarde.

<!-- The network learns. -->
La red aprende.

<!-- Training ends here. -->
El entrenamiento termina aquí.
```

## Fix safety

The fix adds today's source as a comment, before the block or after it as the translation has it. It is unsafe, for
nobody knows whether the translation was made from today's source.
"""

import re
from collections.abc import Iterator

from transcheck.model.block import BlockKind
from transcheck.model.finding import Confidence, Edit, Fix, Problem, Safety, Severity
from transcheck.model.normal import letters
from transcheck.model.text import Span
from transcheck.model.unit import Habit, Translation, Unit
from transcheck.rule import Context, NoOptions, rule

_NEARLY_ALL = 0.8
_ENOUGH = 4
_SURE = 0.6
_FEWEST_WORDS = 3
_BEGINNING = 12
_GAP = 20
_KINDS = (BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.LIST_ITEM)
_CAPTION = re.compile(r"\s*<|\W*\w+\W{0,3}\d")


@rule(severity=Severity.INFO, confidence=Confidence.MEDIUM, fix=Safety.UNSAFE)
def check(translation: Translation, ctx: Context[NoOptions]) -> Iterator[Problem]:
    if translation.source is None or translation.habit is Habit.NONE:
        return
    bare = [unit for kind in _KINDS for unit in _bare(translation, kind)]
    if bare:
        seen = _Seen(translation)
        yield from (_problem(unit, translation) for unit in bare if not seen.has(unit))


def _bare(translation: Translation, kind: BlockKind) -> list[Unit]:
    """The units of a kind that lack a comment which nearly all units of that kind have."""
    pairs = [unit for unit in translation.units if _counts(unit, kind)]
    bare = [unit for unit in pairs if unit.comment is None]
    return bare if len(pairs) - len(bare) >= max(_ENOUGH, _NEARLY_ALL * len(pairs)) else []


def _counts(unit: Unit, kind: BlockKind) -> bool:
    """Whether the unit is a sure pair of prose of this kind whose source is worth keeping."""
    if unit.source is None or unit.target is None or unit.hidden or unit.source.kind is not kind:
        return False
    if not unit.target.kind.is_prose or unit.confidence < _SURE:
        return False
    is_short = kind is not BlockKind.HEADING and len(unit.source.facts.words) < _FEWEST_WORDS
    return not is_short and bool(unit.source.facts.words) and not _CAPTION.match(unit.source.text)


class _Seen:
    """The source text that the document shows somewhere, in a comment or in the open."""

    def __init__(self, translation: Translation) -> None:
        self.comments = "".join(letters(block.text) for _, block in translation.target.comment_blocks())
        self.open = frozenset(letters(block.text) for block in translation.target.blocks if block.kind.is_prose)
        self.text = translation.target.text
        self.loose = [comment.span for comment in translation.loose]

    def has(self, unit: Unit) -> bool:
        """Whether the source of `unit` stands in another comment, in the open, or untranslated in its target."""
        assert unit.source is not None and unit.target is not None, "it is a pair"
        own, target = letters(unit.source.text), letters(unit.target.text)
        is_seen = own in self.comments or own in self.open or own[:_BEGINNING] == target[:_BEGINNING]
        return is_seen or any(self._stand_together(unit.target.span, span) for span in self.loose)

    def _stand_together(self, target: Span, comment: Span) -> bool:
        """Whether nothing is between them: the comment may be the source in words that were changed since."""
        start, end = (target.end, comment.start) if target.end <= comment.start else (comment.end, target.start)
        return end - start < _GAP and not self.text[start:end].strip()


def _problem(unit: Unit, translation: Translation) -> Problem:
    assert unit.source is not None and unit.target is not None, "a pair has both"
    message = f"{unit.source.kind.value} has no source comment, unlike nearly all others here"
    fix = _fix(unit, translation)
    return Problem(unit.target.span, message, fix=fix, source=unit.source_span)


def _fix(unit: Unit, translation: Translation) -> Fix | None:
    """A comment in lines of its own; none in a list, whose items it would part."""
    assert unit.source is not None and unit.target is not None, "a pair has both"
    text, span = translation.target.text, unit.target.span
    in_list = unit.target.level > 0 and unit.target.kind is not BlockKind.HEADING
    if in_list or "-->" in unit.source.text or _shares_line(text, span):
        return None
    comment = f"<!-- {unit.source.text} -->"
    if translation.habit is Habit.AFTER:
        edit = Edit(Span(span.end, span.end), f"\n\n{comment}")
    else:
        edit = Edit(Span(span.start, span.start), f"{comment}\n\n")
    return Fix("Add the source comment", (edit,), Safety.UNSAFE)


def _shares_line(text: str, span: Span) -> bool:
    before = text[text.rfind("\n", 0, span.start) + 1 : span.start]
    after = text[span.end :].partition("\n")[0]
    return bool(before.strip() or after.strip())
