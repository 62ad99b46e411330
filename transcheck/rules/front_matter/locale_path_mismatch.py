"""`lang` says another language than the path.

The page stands in one language's menu and calls itself another's: it was copied and not adapted, or
stands in the wrong folder.

## Example

```markdown source
---
title: Losses
---
```

```markdown target
---
title: Pérdidas
lang: pt
---
```

## Use instead

```markdown target
---
title: Pérdidas
lang: es
---
```

## Fix safety

A page is published where it stands, so that the path is right: `lang` is set to its locale, as the
folder's other documents write it.
"""

from collections.abc import Iterator

from transcheck.locales.tags import is_locale, same_language
from transcheck.model.document import Document, Fence
from transcheck.model.finding import Dimension, Edit, Fix, Problem, Safety, Severity
from transcheck.model.metadata import LANG
from transcheck.rule import Context, NoOptions, rule


@rule(severity=Severity.ERROR, dimension=Dimension.LOCALE, fix=Safety.SAFE)
def check(document: Document, ctx: Context[NoOptions]) -> Iterator[Problem]:
    head = document.head
    key = head.metadata.only(LANG) if head.metadata else None
    if key is None or not head.path_locale or not is_locale(key.text) or same_language(key.text, head.locale):
        return
    usual = ctx.corpus.lang_by_folder.get(head.path_locale, "")
    right = usual if is_locale(usual) and same_language(usual, head.locale) else head.locale
    fix = Fix(f'Set "lang: {right}"', (Edit(key.value_span, right),), Safety.SAFE)
    message = f'lang is "{key.text}", the path says "{head.path_locale}"'
    yield Problem(key.value_span, message, fix=fix if head.metadata and head.metadata.fence is Fence.YAML else None)
