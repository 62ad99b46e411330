"""A date that the calendar does not have, or that is none.

Lists of recent translations sort such a page anywhere, and nobody can tell whether it is older than its
source.

## Example

```markdown source
---
title: Losses
---
```

```markdown target
---
title: Pérdidas
translation-date: 31 Feb 2020
---
```

## Use instead

```markdown target
---
title: Pérdidas
translation-date: 28 Feb 2020
---
```
"""

from collections.abc import Iterator
from dataclasses import dataclass

from transcheck.locales.dates import is_impossible
from transcheck.model.document import Document
from transcheck.model.finding import Dimension, Problem, Severity
from transcheck.model.metadata import DATE, TRANSLATION_DATE
from transcheck.rule import Context, rule

_PLACEHOLDERS = ("{", "<", "$", "%")


@dataclass(frozen=True)
class Options:
    keys: tuple[str, ...] = (DATE, TRANSLATION_DATE)
    """Keys whose value is a date."""


@rule(severity=Severity.ERROR, dimension=Dimension.LOCALE)
def check(document: Document, ctx: Context[Options]) -> Iterator[Problem]:
    metadata = document.head.metadata
    if metadata is None:
        return
    meant = {name: right for name, right in _misspelt(document, ctx).items() if right in ctx.options.keys}
    for key in metadata.keys:
        name = meant.get(key.name, key.name)
        text = key.text
        if name not in ctx.options.keys or not text or text.startswith(_PLACEHOLDERS) or not isinstance(key.value, str):
            continue
        has_no_digit = name == TRANSLATION_DATE and not any(char.isdigit() for char in text)
        if has_no_digit or is_impossible(text, document.locale):
            yield Problem(key.value_span, f'"{key.name}: {text}" is no date')


def _misspelt(document: Document, ctx: Context[Options]) -> dict[str, str]:
    if document.is_source:
        return {}
    return dict(ctx.corpus.custom.misspelt(document.head, ctx.corpus.source_of(document.head)))
