"""A translation is dated before its chapter existed, or in the future.

A wrong year, most often: every comparison of the translation with its source then starts from a wrong
day.

## Example

```markdown source
---
title: Losses
date: 27 Jan 2020
---
```

```markdown target
---
title: Pérdidas
date: 27 Jan 2020
translation-date: 3 Mar 2002
---
```

## Use instead

```markdown target
---
title: Pérdidas
date: 27 Jan 2020
translation-date: 3 Mar 2020
---
```
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from transcheck.locales.dates import PartialDate, parse_date
from transcheck.model.document import Document
from transcheck.model.finding import Dimension, Problem, Severity
from transcheck.model.metadata import DATE, TRANSLATION_DATE
from transcheck.rule import Context, rule

_OTHER_CALENDARS = (range(1300, 1500), range(2400, 2700))
"""Years of the Persian and Islamic calendars, and of the Buddhist one, in this century and the last."""


@dataclass(frozen=True)
class Options:
    key: str = TRANSLATION_DATE
    """The key with the date of the translation."""
    source_key: str = DATE
    """The key with the date of the source chapter."""


@rule(severity=Severity.WARNING, dimension=Dimension.LOCALE)
def check(document: Document, ctx: Context[Options]) -> Iterator[Problem]:
    metadata = document.head.metadata
    key = metadata.only(ctx.options.key) if metadata else None
    when = parse_date(key.text, document.locale) if key else None
    if key is None or when is None or any(when.year in years for years in _OTHER_CALENDARS):
        return
    # A day more: it is tomorrow already where some translators live.
    if ctx.today and when.earliest() > date.fromisoformat(ctx.today) + timedelta(days=1):
        yield Problem(key.value_span, f'"{key.name}: {key.text}" is in the future')
        return
    source = ctx.corpus.source_of(document.head)
    model = source.metadata.only(ctx.options.source_key) if source and source.metadata else None
    began = parse_date(model.text, ctx.corpus.source_locale) if model else None
    if model is not None and began is not None and _is_before(when, began):
        message = f'"{key.name}: {key.text}" is before the chapter\'s "{model.name}: {model.text}"'
        yield Problem(key.value_span, message, source=model.span)


def _is_before(when: PartialDate, began: PartialDate) -> bool:
    return when.latest() < began.earliest()
