"""The source comment is spelt otherwise than the source.

A typing error was mended in the source, or a word was changed in the comment. The translation is most likely right,
but a search for the source's words no longer finds the place.

## Example

```markdown source
The colour of each pixel is a number between zero and one.
```

```markdown target
<!-- The color of each pixel is a number between zero and one. -->

El color de cada píxel es un número entre cero y uno.
```

## Use instead

```markdown target
<!-- The colour of each pixel is a number between zero and one. -->

El color de cada píxel es un número entre cero y uno.
```
"""

from collections.abc import Iterator

from transcheck.compare.changes import Grammar, source_changes
from transcheck.model.diff import described
from transcheck.model.finding import Problem, Severity
from transcheck.model.unit import Drift, Unit
from transcheck.rule import Context, NoOptions, rule


@rule(severity=Severity.INFO)
def check(unit: Unit, ctx: Context[NoOptions]) -> Iterator[Problem]:
    if unit.drift not in (Drift.SPELLING, Drift.MEANING) or unit.comment is None or ctx.translation is None:
        return
    language = ctx.source_language
    weighed = source_changes(unit, ctx.translation, Grammar(language.grammar_words, language.number_words))
    respelt = [one.change for one in weighed if one.drift is Drift.SPELLING]
    if respelt and not any(one.drift is Drift.MEANING for one in weighed):
        message = f"source is spelt otherwise: {described(respelt)}"
        yield Problem(unit.comment.span, message, source=unit.source_span)
