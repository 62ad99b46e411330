"""The pin or the date says that the translation is current, and its content is older.

Whoever looks at the pin or compares dates believes that nothing is to be done, and so do tools that look at nothing
else.

## Example

```markdown source@1
The loss falls with each of the 50 steps.
```

```markdown target@1
---
translation-date: 2 Jan 2025
---

<!-- The loss falls with each of the 50 steps. -->

La pérdida baja con cada uno de los 50 pasos.
```

```markdown source
The loss rises after the first 50 steps.
```

```markdown target
---
translation-date: 2025-01-20
---

<!-- The loss falls with each of the 50 steps. -->

La pérdida baja con cada uno de los 50 pasos.
```

## Use instead

Move the pin or the date with the text.

```markdown target
---
translation-date: 2025-01-20
---

<!-- The loss rises after the first 50 steps. -->

La pérdida sube después de los primeros 50 pasos.
```
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from transcheck.compare.changes import Grammar
from transcheck.compare.commits import changed_in, changes_of, day_of
from transcheck.compare.drifted import behind_by_comment, behind_by_history, keeps_comments
from transcheck.locales.dates import parse_date
from transcheck.model.chronicle import Chronicle
from transcheck.model.finding import Confidence, Problem, Severity
from transcheck.model.metadata import TRANSLATION_DATE
from transcheck.model.status import Evidence, Pin, PinState, UnitStatus
from transcheck.model.unit import Translation
from transcheck.rule import Context, rule


@dataclass(frozen=True)
class Options:
    key: str = TRANSLATION_DATE
    """The key with the date of the translation."""


@rule(severity=Severity.WARNING, history=True)
def check(translation: Translation, ctx: Context[Options]) -> Iterator[Problem]:
    metadata = translation.target.head.metadata
    if ctx.chronicle is None or metadata is None:
        return
    pin = ctx.chronicle.pin
    key = metadata.get(pin.key) if pin else metadata.only(ctx.options.key)
    if key is None:
        return
    grammar = Grammar(ctx.source_language.grammar_words, ctx.source_language.number_words)
    if pin is not None:
        message = _of_pin(pin, translation, ctx.chronicle, grammar)
    else:
        message = _of_date(_day(key.text, translation.locale, ctx.today), translation, ctx.chronicle, grammar)
    if message and pin:
        yield Problem(key.value_span, f'"{pin.key}: {pin.written}" {message}')
    elif message:
        # A translation is often begun from a copy some weeks old: worth knowing, and nobody's mistake.
        message = f'"{key.name}: {key.text}" {message}'
        yield Problem(key.value_span, message, severity=Severity.INFO, confidence=Confidence.MEDIUM)


def _of_pin(pin: Pin, translation: Translation, chronicle: Chronicle, grammar: Grammar) -> str:
    """What a pin passes over: a comment that is older than today's source, or text that nobody touched."""
    if pin.state is PinState.CURRENT and keeps_comments(translation):
        stale = list(behind_by_comment(translation, chronicle, grammar))
        return f"is today's source, but {_older(stale)}, {changed_in(changes_of(stale))}" if stale else ""
    if pin.state not in (PinState.CURRENT, PinState.DRIFTED) or keeps_comments(translation):
        return ""
    stale = [unit for unit in behind_by_history(chronicle.unpinned, grammar) if _is_passed_over(unit, pin, chronicle)]
    passed = [commit for commit in changes_of(stale) if commit not in pin.since]
    return f"is newer than all of the text, and {_older(stale)} than its source, {changed_in(passed)}" if stale else ""


def _is_passed_over(unit: UnitStatus, pin: Pin, chronicle: Chronicle) -> bool:
    """Whether the pin has a change of the unit's source behind it, before which the whole text was what it is."""
    passed = [commit for commit in unit.changed_by if commit not in pin.since]
    return bool(passed) and chronicle.is_untouched_since(passed[0])


def _day(said: str, locale: str, today: str) -> date | None:
    """The first day that a date may mean; none in the future, which is of another calendar or a slip."""
    when = parse_date(said, locale)
    day = when.earliest() if when else None
    return day if day and day.isoformat() <= today else None


def _of_date(day: date | None, translation: Translation, chronicle: Chronicle, grammar: Grammar) -> str:
    """Empty where the source changed after the date too, for then the date hides nothing."""
    if day is None:
        return ""
    if keeps_comments(translation):
        stale = list(behind_by_comment(translation, chronicle, grammar))
    else:
        stale = list(behind_by_history(chronicle.document, grammar))
    commits = changes_of(stale)
    if not commits or day_of(commits[-1]) >= day:
        return ""
    return f"is later than the source's changes, but {_older(stale)}, {changed_in(commits)}"


def _older(stale: Sequence[UnitStatus]) -> str:
    side = "comment" if stale and stale[0].evidence is Evidence.COMMENT else "block"
    return f"one {side} is older" if len(stale) == 1 else f"{len(stale)} {side}s are older"
