"""The site's index does not list a chapter, or lists another language's file for it.

A page that no menu names is found by nobody; one that leads into another language loses the reader.  Read
is an index of Jekyll, a `_config.yml` with `path:` entries, one section a language.

## Example

```markdown file=en/01.md
---
lang-ref: ch.01
---
```

```markdown file=en/02.md
---
lang-ref: ch.02
---
```

```markdown file=es/01.md
---
lang-ref: ch.01
lang: es
---
```

```markdown file=es/02.md
---
lang-ref: ch.02
lang: es
---
```

```yaml file=_config.yml
chapters:
  - path: en/01.md
  - path: en/02.md
es:
  chapters:
    - path: es/01.md
```

## Use instead

```yaml file=_config.yml
chapters:
  - path: en/01.md
  - path: en/02.md
es:
  chapters:
    - path: es/01.md
    - path: es/02.md
```
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from transcheck.model.corpus import Corpus, Listing, SiteIndex
from transcheck.model.document import Head
from transcheck.model.finding import Dimension, Problem, Severity
from transcheck.model.text import Span
from transcheck.rule import Context, NoOptions, rule


@rule(severity=Severity.WARNING, dimension=Dimension.MARKUP)
def check(corpus: Corpus, ctx: Context[NoOptions]) -> Iterator[Problem]:
    index = corpus.index
    if index is None:
        return
    listed: dict[str, set[str]] = defaultdict(set)
    for listing in index.listings:
        listed[listing.locale].add(listing.path)
    for listing in index.listings:
        yield from _foreign(listing, listed, corpus, index)
    for head in corpus.heads:
        if _should_be_listed(head, listed, corpus) and not _is_listed(head, listed, corpus):
            text = f"{head.path} is not listed in {index.path}"
            yield Problem(Span(0, 0), text, path=head.path)


def _foreign(listing: Listing, listed: Mapping[str, set[str]], corpus: Corpus, index: SiteIndex) -> Iterator[Problem]:
    """A listing of another language's file, where the language has one of its own that is not listed."""
    head = corpus.by_path.get(listing.path)
    if head is None or head.locale == listing.locale:
        return
    own = next((other.path for other in _translations(head, corpus) if other.locale == listing.locale), None)
    if own is not None and own not in listed[listing.locale]:
        message = f'"{listing.path}" is listed for {listing.locale}, which has "{own}"'
        yield Problem(listing.span, message, path=index.path)


def _translations(head: Head, corpus: Corpus) -> tuple[Head, ...]:
    chapter = corpus.by_chapter.get(head.chapter)
    return (*chapter.translations, *((chapter.source,) if chapter.source else ())) if chapter else ()


def _should_be_listed(head: Head, listed: Mapping[str, set[str]], corpus: Corpus) -> bool:
    """A translation whose source is listed, in a language whose chapters are."""
    source = corpus.source_of(head)
    if head.is_source or source is None or not listed.get(head.locale):
        return False
    return source.path in listed.get(corpus.source_locale, ())


def _is_listed(head: Head, listed: Mapping[str, set[str]], corpus: Corpus) -> bool:
    """Whether the index names it, or another file in its place, which is told there."""
    names = {head.path, *(other.path for other in _translations(head, corpus))}
    return not names.isdisjoint(listed[head.locale])
