"""A translation has no front matter, or none that a site generator would find.

The page then has no title and no language: it stands in no menu, and its switch of languages is lost.
Front matter begins on the first line, with `---`.

## Example

```markdown source
---
lang-ref: ch.01
title: Week 1
---

The first week.
```

```markdown target
lang-ref: ch.01
lang: es
title: Semana 1

La primera semana.
```

## Use instead

```markdown target
---
lang-ref: ch.01
lang: es
title: Semana 1
---

La primera semana.
```
"""

from collections.abc import Iterator

from transcheck.model.block import BlockKind
from transcheck.model.document import Document, Fence, FrontMatter
from transcheck.model.finding import Dimension, Problem, Severity
from transcheck.model.metadata import TITLE
from transcheck.rule import Context, NoOptions, rule


@rule(severity=Severity.ERROR, dimension=Dimension.MARKUP)
def check(document: Document, ctx: Context[NoOptions]) -> Iterator[Problem]:
    own = document.front_matter
    if (own and own.fence is not Fence.NONE) or document.is_source or document.head.defects:
        return
    source = ctx.corpus.source_of(document.head)
    metadata = source.metadata if source else None
    if metadata is None or not metadata.keys:
        return
    if own is not None:
        yield Problem(own.keys[0].span if own.keys else document.start_span, 'front matter does not open with "---"')
    elif ctx.corpus.uses_lang_ref or (TITLE in metadata.values and not _has_title(document)):
        yield Problem(document.start_span, f"no front matter; the source has {_names(metadata)}", source=metadata.span)


def _has_title(document: Document) -> bool:
    """Whether a heading gives the title, as many site generators allow."""
    return any(block.kind is BlockKind.HEADING and block.level == 1 for block in document.blocks)


def _names(metadata: FrontMatter) -> str:
    names = [f'"{name}"' for name in metadata.values]
    return ", ".join(names[:4]) + (", …" if len(names) > 4 else "")
