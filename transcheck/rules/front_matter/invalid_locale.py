"""`lang` names no language.

Browsers, screen readers and search engines take the tag of a page for what BCP 47 says: `jp` and `vn` are
countries, `spanish` is a word.  Hyphenation, fonts and voices are then those of another language.

## Example

```markdown source
---
title: Losses
---
```

```markdown target ja
---
title: 損失
lang: jp
---
```

## Use instead

```markdown target ja
---
title: 損失
lang: ja
---
```
"""

from collections.abc import Iterator

from transcheck.locales.tags import is_locale, suggest
from transcheck.model.document import Document
from transcheck.model.finding import Dimension, Problem, Severity
from transcheck.model.metadata import LANG
from transcheck.rule import Context, NoOptions, rule


@rule(severity=Severity.ERROR, dimension=Dimension.LOCALE)
def check(document: Document, ctx: Context[NoOptions]) -> Iterator[Problem]:
    metadata = document.head.metadata
    key = metadata.only(LANG) if metadata else None
    if key is None or not key.written or isinstance(key.value, bool) or is_locale(key.text):
        return
    meant = suggest(key.text)
    advice = f', "{meant}" is' if meant else ""
    # A site whose folders are named so works all the same.
    severity = Severity.WARNING if key.text == document.head.path_locale else Severity.ERROR
    yield Problem(key.value_span, f'"{key.text}" is no locale{advice}', severity=severity)
