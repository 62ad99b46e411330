"""A key of the front matter is one that nothing reads.

A misspelt key is a missing one: `tranlation-date` is in no list of translations, and no tool complains.
Where a project joins its chapters by `lang-ref`, every key that no other page holds is reported; elsewhere
only one that is nearly a key which its source has and it has not.

## Example

```markdown source
---
lang-ref: ch.01
title: Week 1
---
```

```markdown target
---
lang-ref: ch.01
lang: es
title: Semana 1
tranlation-date: 3 Mar 2020
translator: Ana
---
```

## Use instead

```markdown target
---
lang-ref: ch.01
lang: es
title: Semana 1
translation-date: 3 Mar 2020
translator: Ana
---
```

## Fix safety

A key that can only mean one other, which is not there, is renamed; its value stays.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from transcheck.model.document import Document, Fence, FrontMatter, Key
from transcheck.model.finding import Dimension, Edit, Fix, Problem, Safety, Severity
from transcheck.model.metadata import Custom
from transcheck.rule import Context, rule

_OF_GENERATORS = """
aliases author authors banner bibliography categories category comments cssclass date description dir
disable_comments draft editUrl excerpt excerpt_separator featured hero hide_title i18nReady id image
image_alt keywords last_modified_at lastmod layout license linkTitle math mathjax menu modified nav_order
next noindex order outline page_title pagination_next pagination_prev parent permalink prev published
publishDate redirect_from redirect_to render robots sidebar sidebar_label sidebar_position sitemap slug
subtitle summary tableOfContents tags template toc type updated url version weight
"""
"""Keys that Jekyll, Hugo, Docusaurus, Starlight, VitePress or MkDocs give a meaning, on any page."""


@dataclass(frozen=True)
class Options:
    known: tuple[str, ...] = ()
    """Keys that are right though no source has them."""


@rule(severity=Severity.WARNING, dimension=Dimension.MARKUP, fix=Safety.SAFE)
def check(document: Document, ctx: Context[Options]) -> Iterator[Problem]:
    metadata = document.head.metadata
    if metadata is None or document.is_source:
        return
    source = ctx.corpus.source_of(document.head)
    custom = ctx.corpus.custom
    misspelt = custom.misspelt(document.head, source)
    required = {name for name, must in custom.expected(source).items() if must}
    for name, key in metadata.values.items():
        if name in ctx.options.known:
            continue
        meant = misspelt.get(name)
        if meant is not None and meant not in required:
            message = f'unknown key "{name}", where "{meant}" is expected'
            yield Problem(key.span, message, fix=_renaming(key, meant, metadata))
        elif meant is None and _is_unknown(name, custom):
            yield Problem(key.span, f'unknown key "{name}"')


def _renaming(key: Key, meant: str, metadata: FrontMatter) -> Fix | None:
    """None for a key in another script, whose meaning is a guess."""
    if metadata.fence is not Fence.YAML or not key.name.isascii():
        return None
    return Fix(f'Rename "{key.name}" to "{meant}"', (Edit(key.span, meant),), Safety.SAFE)


def _is_unknown(name: str, custom: Custom) -> bool:
    use = custom.use(name)
    convention = custom.expected(None)
    return (
        custom.uses_lang_ref and use.asked == 0 and use.added < 3 and name not in {*convention, *_OF_GENERATORS.split()}
    )
