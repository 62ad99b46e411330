"""A key that the translation's front matter should hold is not there, or has no value.

What a translation holds follows from its source chapter: the same keys, but for those that the
project's translations leave out.  A project that joins its chapters by `lang-ref` needs `lang`,
`lang-ref` and `title`, without which a page has no language, no siblings and no name; these are errors,
all else is a warning.  What is expected beside the source's keys (`translator`, `translation-date`, a
pinned revision) is learnt from the other translations.

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
title: Semana 1
translation-date: 3 Mar 2020
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

A fix is proposed where the value leaves no choice, and is safe: `lang` follows from the path, `lang-ref`
from the source at the same path, a misspelt key has its value, and names and dates are copied from the
source where the project's translations copy them.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from transcheck.locales.dates import parse_date
from transcheck.locales.tags import is_locale, same_language
from transcheck.model.block import BlockKind
from transcheck.model.corpus import Corpus
from transcheck.model.document import Document, Fence, FrontMatter, Head
from transcheck.model.finding import Dimension, Edit, Fix, Problem, Safety, Severity
from transcheck.model.metadata import DATE, LANG, LANG_REF, TITLE, TRANSLATION_DATE, has_value
from transcheck.model.text import Span
from transcheck.rule import Context, rule


@dataclass(frozen=True)
class Options:
    required: tuple[str, ...] = ()
    """Keys that every translation must hold, beside those that the project's chapters tell."""
    recommended: tuple[str, ...] = ()
    """Keys whose absence is a warning, beside those that the project's chapters tell."""
    optional: tuple[str, ...] = (
        "typora-root-url",
        "typora-copy-images-to",
        "cSpell:ignore",
        "aliases",
        "redirect_from",
    )
    """Keys that a translation need not hold, though its source does."""


@rule(severity=Severity.ERROR, dimension=Dimension.MARKUP, fix=Safety.SAFE)
def check(document: Document, ctx: Context[Options]) -> Iterator[Problem]:
    metadata = document.head.metadata
    if metadata is None or document.is_source:
        return
    source = ctx.corpus.source_of(document.head)
    expected = _expected(ctx, source)
    absent = [name for name in expected if not has_value(metadata.get(name))]
    if not absent:
        return
    written = {meant: name for name, meant in ctx.corpus.custom.misspelt(document.head, source).items()}
    for name in absent:
        misspelt = written.get(name)
        spoken_for = misspelt and not expected[name]
        if not (spoken_for or _is_replaced(name, document) or _is_elsewhere(name, metadata, source)):
            yield _problem(name, misspelt, expected[name], document, metadata, ctx.corpus)


def _expected(ctx: Context[Options], source: Head | None) -> Mapping[str, bool]:
    options = ctx.options
    learnt = ctx.corpus.custom.expected(source)
    names = {name: required for name, required in learnt.items() if name not in options.optional}
    return {**names, **dict.fromkeys(options.recommended, False), **dict.fromkeys(options.required, True)}


def _is_replaced(name: str, document: Document) -> bool:
    """Whether a first heading gives the title, as many site generators allow."""
    return name == TITLE and any(block.kind is BlockKind.HEADING and block.level == 1 for block in document.blocks)


def _is_elsewhere(name: str, metadata: FrontMatter, source: Head | None) -> bool:
    """Whether the date of the translation was written over the source's, which is another finding."""
    if name != TRANSLATION_DATE or DATE not in metadata.values:
        return False
    theirs = source.metadata.text(DATE) if source and source.metadata else ""
    own = parse_date(metadata.text(DATE))
    return metadata.only(DATE) is None or bool(theirs and own and own != parse_date(theirs))


def _problem(
    name: str, misspelt: str | None, required: bool, document: Document, metadata: FrontMatter, corpus: Corpus
) -> Problem:
    source = corpus.source_of(document.head)
    model = source.metadata.get(name) if source and source.metadata else None
    severity = Severity.ERROR if required else Severity.WARNING
    span, message = _place(name, misspelt, document, metadata)
    is_same = name not in (TITLE, LANG, LANG_REF)
    told = f'; the source has "{_short(model.text)}"' if is_same and model and model.text else ""
    return Problem(
        span,
        message + told,
        hint=_hint(name, metadata, source),
        fix=_fix(name, misspelt, document, metadata, corpus),
        source=model.span if model else None,
        severity=severity,
    )


def _place(name: str, misspelt: str | None, document: Document, metadata: FrontMatter) -> tuple[Span, str]:
    """Where the key stands misspelt, empty or commented out, or where the front matter begins."""
    if misspelt:
        return metadata.values[misspelt].span, f'front matter has no "{name}"; "{misspelt}" is near it'
    empty = metadata.get(name)
    if empty is not None:
        return empty.span, f'"{name}" has no value'
    commented = re.compile(rf"^[ \t]*#[ \t#]*{re.escape(name)}[ \t]*:[^\r\n]*", re.M)
    match = commented.search(document.text, metadata.body.start, metadata.body.end)
    if match:
        return Span(*match.span()), f'"{name}" is commented out'
    return Span(metadata.span.start, metadata.span.start + 3), f'front matter has no "{name}"'


def _hint(name: str, metadata: FrontMatter, source: Head | None) -> str:
    """A translation's date is now and then written under the name of its source's."""
    of_source = bool(source and source.metadata and source.metadata.text(DATE))
    if name == TRANSLATION_DATE and metadata.text(DATE) and not of_source:
        return f'is "{DATE}: {metadata.text(DATE)}" the date of the translation?'
    return ""


def _fix(name: str, misspelt: str | None, document: Document, metadata: FrontMatter, corpus: Corpus) -> Fix | None:
    if metadata.fence is not Fence.YAML:
        return None
    if misspelt and misspelt.isascii():
        return Fix(f'Rename "{misspelt}" to "{name}"', (Edit(metadata.values[misspelt].span, name),), Safety.SAFE)
    value = _value(name, document.head, corpus)
    if value is None or misspelt:
        return None
    empty = metadata.get(name)
    if empty is not None:
        colon = document.text.index(":", empty.span.end)
        edit = Edit(Span(colon, max(colon + 1, empty.value_span.end)), f": {value}")
    else:
        edit = Edit(_insertion(name, document, metadata), f"{name}: {value}\n")
    return Fix(f'Add "{name}: {value}"', (edit,), Safety.SAFE)


def _insertion(name: str, document: Document, metadata: FrontMatter) -> Span:
    """A locale after `lang-ref`, which begins the front matter; all else before its end."""
    beside = metadata.only(LANG_REF) if name == LANG else None
    if beside is not None:
        after = document.text.find("\n", beside.value_span.end) + 1
        return Span(after, after)
    at = metadata.body.start if name in (LANG, LANG_REF) else metadata.body.end
    return Span(at, at)


def _value(name: str, head: Head, corpus: Corpus) -> str | None:
    """The value that leaves no choice."""
    source = corpus.source_of(head)
    if name == LANG:
        return _locale(head, corpus)
    model = source.metadata.get(name) if source and source.metadata else None
    if source is None or model is None or not (name == LANG_REF or corpus.custom.use(name).is_copied):
        return None
    written = model.value_span.of(source.text)
    return written if written and "\n" not in written and not isinstance(model.value, (list, dict)) else None


def _locale(head: Head, corpus: Corpus) -> str | None:
    """The locale of the path, as its other documents write it."""
    usual = corpus.lang_by_folder.get(head.path_locale, "")
    if usual and same_language(usual, head.locale) and is_locale(usual):
        return usual
    return head.path_locale if is_locale(head.path_locale) else (head.locale or None)


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:59] + "…"
