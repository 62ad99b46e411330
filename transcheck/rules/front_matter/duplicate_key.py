"""A key stands twice in the front matter.

Some readers of YAML keep the last of the two in silence, others refuse the page: what is shown depends
on the tool.

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
date: 3 Mar 2020
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

from transcheck.model.document import Document, Key
from transcheck.model.finding import Dimension, Problem, Related, Severity
from transcheck.model.metadata import DATE, TRANSLATION_DATE
from transcheck.rule import Context, NoOptions, rule

_LONGEST = 40


@rule(severity=Severity.ERROR, dimension=Dimension.MARKUP)
def check(document: Document, ctx: Context[NoOptions]) -> Iterator[Problem]:
    metadata = document.head.metadata
    if metadata is None or len(metadata.values) == len(metadata.keys):
        return
    firsts: dict[str, Key] = {}
    for key in metadata.keys:
        first = firsts.setdefault(key.name, key)
        if first is not key:
            related = Related(document.path, document.lines.place(first.span.start)[0], "the first")
            hint = _hint(key) if TRANSLATION_DATE not in metadata.values and ctx.corpus.uses_lang_ref else ""
            yield Problem(key.span, _message(first, key), hint=hint, related=(related,))


def _message(first: Key, key: Key) -> str:
    message = f'key "{key.name}" stands twice'
    if first.text == key.text:
        return message
    return f'{message}, as "{_short(first.text)}" and as "{_short(key.text)}"'


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _hint(key: Key) -> str:
    return f'is the second the "{TRANSLATION_DATE}"?' if key.name == DATE else ""
