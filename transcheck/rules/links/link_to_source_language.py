"""A link leads to a page in the source language that there is in the reader's.

The reader leaves the translation without need.

A link that is meant for the source stays unreported: one to the very chapter that this page translates.

## Example

```markdown source
See [the first lecture](/en/week01/).
```

```markdown target
Véase [la primera clase](/en/week01/).
```

```markdown file=en/week01/index.md
# The first lecture
```

```markdown file=es/week01/index.md
# La primera clase
```

## Use instead

```markdown target
Véase [la primera clase](/es/week01/).
```

## Fix safety

Safe: exchanges the locale in the path, for a document that is there and has the section, if one is named.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from transcheck.model.document import Document
from transcheck.model.facts import Token, TokenKind
from transcheck.model.finding import Dimension, Edit, Fix, Problem, Safety, Severity
from transcheck.model.links import Target, parse_target, shown
from transcheck.model.text import Span
from transcheck.rule import Context, NoOptions, rule


@rule(severity=Severity.INFO, dimension=Dimension.LOCALE, fix=Safety.SAFE)
def check(document: Document, ctx: Context[NoOptions]) -> Iterator[Problem]:
    own = document.head.path_locale
    if document.is_source or not own:
        return
    for block in document.blocks:
        for token in block.facts.of(TokenKind.LINK):
            place = _source_segment(token, ctx.corpus.source_locale)
            if place is not None and (path := _translated(document, token, place, ctx)):
                yield Problem(place, f'link "{shown(token.value)}" is there in {own}: "{path}"', fix=_fix(place, own))


def _fix(place: Span, own: str) -> Fix:
    return Fix(f"Link to {own}", (Edit(place, own),), Safety.SAFE)


def _source_segment(token: Token, source_locale: str) -> Span | None:
    """Where the path of an internal link names the source locale."""
    match = re.search(rf"(?<![^/}}]){re.escape(source_locale)}(?=/)", token.value)
    if match is None or not parse_target(token.value).is_internal:
        return None
    return Span(*match.span()).shifted(token.value_span.start)


def _translated(document: Document, token: Token, place: Span, ctx: Context[NoOptions]) -> str:
    """The translation of what the link leads to, unless that is the page itself."""
    at = place.shifted(-token.value_span.start)
    value = token.value[: at.start] + document.head.path_locale + token.value[at.end :]
    there, here = (_document_of(document, parse_target(text), ctx) for text in (token.value, value))
    if there == here or there not in ctx.corpus.by_path or not ctx.corpus.by_path[there].is_source:
        return ""
    head = ctx.corpus.by_path.get(here)
    fragment = parse_target(value).fragment
    if head is None or head.locale != document.locale or head.path == document.path:
        return ""
    page = ctx.corpus.documents.get(head.path)
    return head.path if not fragment or (page and page.anchors.has(fragment)) else ""


def _document_of(document: Document, target: Target, ctx: Context[NoOptions]) -> str:
    return next(iter(ctx.corpus.site.documents_at(document.path, replace(target, fragment=""))), "")
