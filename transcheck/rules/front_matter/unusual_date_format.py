"""A date is written otherwise than the project writes its dates.

Scripts that sort and list the pages read one form; people of another language read `03/04/2020` as
another day.

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
translation-date: Mar 16th, 2020
---
```

## Use instead

```markdown target
---
title: Pérdidas
date: 27 Jan 2020
translation-date: 16 Mar 2020
---
```

## Fix safety

The same day is written in the project's form.  A date that can be read as two is left alone.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from transcheck.locales.dates import DateStyle, PartialDate, date_style, foreign_dates, parse_date, usual_form
from transcheck.model.corpus import Corpus
from transcheck.model.document import Document, Fence, Head
from transcheck.model.finding import Dimension, Edit, Fix, Problem, Safety, Severity
from transcheck.model.metadata import DATE, TRANSLATION_DATE
from transcheck.rule import Context, rule


@dataclass(frozen=True)
class Options:
    keys: tuple[str, ...] = (DATE, TRANSLATION_DATE)
    """Keys whose value is a date."""


@rule(severity=Severity.INFO, dimension=Dimension.LOCALE, fix=Safety.SAFE)
def check(document: Document, ctx: Context[Options]) -> Iterator[Problem]:
    metadata = document.head.metadata
    if metadata is None:
        return
    for key in metadata.keys:
        if key.name not in ctx.options.keys or date_style(key.text, document.locale) not in (None, DateStyle.OTHER):
            continue
        when = _read(key.text, document.locale)
        if when is None or _is_as_source(key.name, key.text, document, ctx.corpus):
            continue
        form = _form(when, _usual_style(ctx.corpus, ctx.options.keys))
        if form is not None:
            edit = Edit(key.value_span, form)
            fix = Fix(f'Write "{form}"', (edit,), Safety.SAFE) if metadata.fence is Fence.YAML else None
            yield Problem(key.value_span, f'"{key.name}: {key.text}" is usually written "{form}"', fix=fix)


def _read(text: str, locale: str) -> PartialDate | None:
    """The date in the document's language, or the only one that any language reads in it."""
    found = {when} if (when := parse_date(text, locale)) else foreign_dates(text)
    return next(iter(found)) if len(found) == 1 else None


def _is_as_source(name: str, text: str, document: Document, corpus: Corpus) -> bool:
    source = None if document.is_source else corpus.source_of(document.head)
    return bool(source and source.metadata and source.metadata.text(name).split() == text.split())


def _usual_style(corpus: Corpus, keys: tuple[str, ...]) -> DateStyle:
    """The style of most of the sources' dates, or of the translations' where the sources have none."""
    for heads in ([head for head in corpus.heads if head.is_source], corpus.heads):
        styles = Counter(style for head in heads for style in _styles(head, keys))
        if styles:
            return styles.most_common(1)[0][0]
    return DateStyle.OTHER


def _styles(head: Head, keys: tuple[str, ...]) -> Iterator[DateStyle]:
    metadata = head.metadata
    for name in keys if metadata else ():
        style = date_style(metadata.text(name), head.locale) if metadata else None
        if style is not None:
            yield DateStyle.DAY_MONTH_YEAR if style is DateStyle.MONTH_YEAR else style


def _form(when: PartialDate, style: DateStyle) -> str | None:
    """The date in a usual style; None where the project's style is none of them."""
    if style is DateStyle.OTHER:
        return None
    if style is DateStyle.ISO:
        return f"{when.year:04}-{when.month:02}" + (f"-{when.day:02}" if when.day else "")
    return usual_form(when)
