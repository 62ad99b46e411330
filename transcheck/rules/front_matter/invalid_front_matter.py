"""Front matter cannot be read.

A site generator leaves such a page out, prints its front matter as text, or stops with an error that
names no file.  Most often a value holds a colon and no quotes, a key has no space after its colon, or a
quote never closes.

## Example

```markdown source
---
title: Losses
---
```

```markdown target
---
title: Pérdidas: una introducción
---
```

## Use instead

```markdown target
---
title: "Pérdidas: una introducción"
---
```
"""

from collections.abc import Iterator

from transcheck.model.document import Document
from transcheck.model.finding import Dimension, Problem, Severity
from transcheck.rule import Context, NoOptions, rule


@rule(severity=Severity.ERROR, dimension=Dimension.MARKUP)
def check(document: Document, ctx: Context[NoOptions]) -> Iterator[Problem]:
    defect = document.front_matter.defect if document.front_matter else None
    if defect is not None:
        yield Problem(defect.span, defect.message)
