"""A source comment stands there without a translation.

The translator left the paragraph for later, or it was lost. Readers miss what it says. This is said of pages whose
source is not at hand, where the comments are all that is known of it; beside a source the rules of the structure
say what is missing, and say it at the comment.

## Example

```markdown target
<!-- The loss falls with every step. -->

La pérdida baja con cada paso.

<!-- A smaller step makes the descent slower, and a larger one makes it unstable. -->

<!-- The gradient tells the direction. -->

El gradiente indica la dirección.

<!-- The network learns from it. -->

La red aprende de ella.
```

## Use instead

```markdown target
<!-- The loss falls with every step. -->

La pérdida baja con cada paso.

<!-- A smaller step makes the descent slower, and a larger one makes it unstable. -->

Un paso menor hace más lento el descenso, y uno mayor lo hace inestable.

<!-- The gradient tells the direction. -->

El gradiente indica la dirección.

<!-- The network learns from it. -->

La red aprende de ella.
```
"""

from collections.abc import Iterator, Sequence

from transcheck.compare.omission import excerpt, omissions
from transcheck.locales.language import Language
from transcheck.model.block import BlockKind, Segment
from transcheck.model.finding import Confidence, Problem, Severity
from transcheck.model.text import hull
from transcheck.model.unit import Translation, Unit
from transcheck.rule import Context, NoOptions, rule

_KEPT = 0.5
_ENOUGH = 3
_WORDS = 5
_RUNNING = 0.2
"""The share of function words from which on words are a text, and no name, date or remark of a tool."""
_TEXT = (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM)


@rule(severity=Severity.WARNING, confidence=Confidence.MEDIUM)
def check(translation: Translation, ctx: Context[NoOptions]) -> Iterator[Problem]:
    if translation.source is not None or not _keeps_source(translation):
        return
    sections = omissions(translation, ctx.language.length_ratio)
    spoken_for = {id(unit) for omission in sections for unit in omission.units}
    for run in _runs(translation, spoken_for, ctx.source_language):
        yield _problem(run)


def _keeps_source(translation: Translation) -> bool:
    """Whether most comments have a translation, so that one without is an exception."""
    commented = [unit for unit in translation.units if unit.comment is not None]
    answered = sum(unit.target is not None for unit in commented)
    return _ENOUGH <= answered < len(commented) and answered >= _KEPT * len(commented)


def _runs(translation: Translation, spoken_for: set[int], language: Language) -> Iterator[list[Unit]]:
    """The units without a target that stand together."""
    run: list[Unit] = []
    for unit in translation.units:
        if unit.target is None and unit.comment and id(unit) not in spoken_for and _is_text(unit.comment, language):
            run.append(unit)
        elif run and unit.target is not None:
            yield run
            run = []
    if run:
        yield run


def _is_text(comment: Segment, language: Language) -> bool:
    """Whether the comment holds a sentence of the source language, and no note of the translator."""
    words = comment.facts.words
    running = sum(word in language.function_words for word in words)
    return comment.kind in _TEXT and len(words) >= _WORDS and running >= _RUNNING * len(words)


def _problem(run: Sequence[Unit]) -> Problem:
    more = len(run) - 1
    tail = f", nor {'has' if more == 1 else 'have'} the {'one' if more == 1 else more} after it" if more else ""
    span = hull(unit.comment.span for unit in run if unit.comment)
    return Problem(span, f'comment "{excerpt(run[0])}" has no translation{tail}')
