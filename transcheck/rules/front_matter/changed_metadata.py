"""Lecturer, authors or date differ from the source's.

These are facts of the chapter and no matter of language: a wrong lecturer credits another person, a wrong
date is mostly the date of the translation in the wrong place.  Names in another script, another `and` and
another form of the same date are no differences; `Yann Le Cun` for `Yann LeCun` is one, unless it is
allowed or the locale's documents write it so.

## Example

```markdown source
---
lang-ref: ch.01-1
title: Losses
date: 27 Jan 2020
---
```

```markdown target
---
lang-ref: ch.01-1
lang: es
title: Pérdidas
date: 3 Mar 2020
---
```

## Use instead

```markdown target
---
lang-ref: ch.01-1
lang: es
title: Pérdidas
date: 27 Jan 2020
translation-date: 3 Mar 2020
---
```

## Fix safety

The source's value is put in its place, which loses what a translator may have meant.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from transcheck.locales.dates import PartialDate, is_impossible, parse_date
from transcheck.model.corpus import Corpus
from transcheck.model.document import Document, Fence, FrontMatter, Head, Key
from transcheck.model.finding import Dimension, Edit, Fix, Problem, Safety, Severity
from transcheck.model.metadata import DATE, TRANSLATION_DATE, has_value
from transcheck.rule import Context, rule

_LATIN = r"(?:(?![^\0-\u036f])[^\W\d_])+"
_WORD = re.compile(rf"{_LATIN}(?:['’.-]+{_LATIN})*")
_HOUSE = 3
"""Documents of a locale that differ from their sources in the same way do so on purpose."""


@dataclass(frozen=True)
class Options:
    keys: tuple[str, ...] = ("lecturer", "lecturers", "author", "authors", DATE)
    """Keys whose value is the same in every language."""
    allowed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """What may stand for a name or date of the source: "Yann LeCun" = ["Yann Le Cun"]."""


@rule(severity=Severity.WARNING, dimension=Dimension.ACCURACY, fix=Safety.UNSAFE)
def check(document: Document, ctx: Context[Options]) -> Iterator[Problem]:
    metadata = document.head.metadata
    source = None if document.is_source or metadata is None else ctx.corpus.source_of(document.head)
    if metadata is None or source is None or source.metadata is None:
        return
    for name in ctx.options.keys:
        key, model = metadata.only(name), source.metadata.only(name)
        if key is None or model is None or not has_value(key) or not _is_common(name, ctx.corpus):
            continue
        message = _difference(key, model, document.locale, ctx)
        if message and not _is_house_style(key, model, document.head, ctx.corpus):
            hint = _hint(name, metadata, ctx.corpus)
            yield Problem(key.value_span, message, hint=hint, fix=_fix(key, model, metadata, source), source=model.span)


def _is_common(name: str, corpus: Corpus) -> bool:
    """Whether the project's translations copy the key; one that joins by `lang-ref` does unless seen otherwise."""
    use = corpus.custom.use(name)
    return not use.is_changed if corpus.uses_lang_ref else use.is_copied


def _difference(key: Key, model: Key, locale: str, ctx: Context[Options]) -> str:
    theirs, own = _text(model), _text(key)
    if own in ctx.options.allowed.get(theirs, ()):
        return ""
    if not has_value(model):
        return f'"{key.name}" is "{_short(own)}", the source\'s is empty' if key.name != DATE else ""
    there, here = parse_date(theirs, ctx.corpus.source_locale), parse_date(own, locale)
    if there and here:
        months_only = None in (there.day, here.day) and (there.year, there.month) == (here.year, here.month)
        return "" if there == here or months_only else f'"{key.name}" is "{own}", the source\'s is "{theirs}"'
    if there or here:
        wrong = is_impossible(own, locale) or is_impossible(theirs, ctx.corpus.source_locale)
        same = wrong or _may_be(there or here, own if there else theirs)
        return "" if same else f'"{key.name}" is "{_short(own)}", the source\'s is "{theirs}"'
    return _other_names(key.name, own, theirs, ctx.options.allowed)


def _may_be(when: PartialDate | None, ambiguous: str) -> bool:
    """Whether 03/01/2020 can be read as that day."""
    numbers = sorted(int(number) for number in re.findall(r"\d{1,4}", ambiguous))
    return when is not None and numbers == sorted(filter(None, (when.year, when.month, when.day)))


def _text(key: Key) -> str:
    value = key.value
    return ", ".join(map(str, value)) if isinstance(value, list) else " ".join(key.text.split())


def _other_names(name: str, own: str, theirs: str, allowed: Mapping[str, tuple[str, ...]]) -> str:
    """How the names differ, word by word; "" where they do not, or stand in another script."""
    for right, others in allowed.items():
        for other in others:
            own = own.replace(other, right)
    there, here = _words(theirs), _words(own)
    lost = there - here
    new = Counter({word: count for word, count in (here - there).items() if len(word) > 3})
    if _has_other_script(own) and not _has_other_script(theirs):
        lost.clear()
    if not lost and not new:
        return ""
    gone, come = _names(theirs, lost), _names(own, new)
    if gone and come:
        return f'"{name}" has "{come}" where the source has "{gone}"'
    return f'"{name}" has no "{gone}"' if gone else f'"{name}" has "{come}", which the source has not'


def _words(text: str) -> Counter[str]:
    return Counter(word for word in map(_folded, _WORD.findall(text)) if word != "and")


def _folded(word: str) -> str:
    """Casefolded, without accents and dots."""
    letters = unicodedata.normalize("NFKD", word.casefold())
    return "".join(char for char in letters if char.isalpha() and not unicodedata.combining(char))


def _has_other_script(text: str) -> bool:
    return any(char.isalpha() and char > "\u036f" and not "\u1e00" <= char <= "\u1fff" for char in text)


def _names(text: str, words: Counter[str]) -> str:
    """The names of `text` that hold one of `words`."""
    names = (name.strip() for name in re.split(r"[,，、;；،]|\band\b|&", text))
    return _short(", ".join(name for name in names if words.keys() & _words(name).keys()))


def _is_house_style(key: Key, model: Key, head: Head, corpus: Corpus) -> bool:
    """Whether other documents of the locale change the same value in the same way, and mostly so."""
    same = other = 0
    for sibling in corpus.heads:
        if sibling.locale == head.locale and sibling.path != head.path and not sibling.is_source:
            source = corpus.source_of(sibling)
            if source and source.metadata and sibling.metadata and source.metadata.text(key.name) == model.text:
                changed = sibling.metadata.text(key.name) == key.text
                same, other = same + changed, other + (not changed)
    return key.name != DATE and same >= _HOUSE - 1 and same >= other


def _hint(name: str, metadata: FrontMatter, corpus: Corpus) -> str:
    if name == DATE and corpus.uses_lang_ref and TRANSLATION_DATE not in metadata.values:
        return f'is it the "{TRANSLATION_DATE}"?'
    return ""


def _fix(key: Key, model: Key, metadata: FrontMatter, source: Head) -> Fix | None:
    value = model.value_span.of(source.text)
    if metadata.fence is not Fence.YAML or not value or "\n" in value:
        return None
    return Fix(f"Write the source's {key.name}", (Edit(key.value_span, value),), Safety.UNSAFE)


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:59] + "…"
