"""The title is still the source's.

It is the first thing a reader sees of a page, in menus, in search results and at its top.  Names and
terms that the translation itself keeps are quiet.

## Example

```markdown source
---
title: Losses and descent
---

The loss falls with every step.
```

```markdown target
---
title: Losses and descent
---

La pérdida baja con cada paso.
```

## Use instead

```markdown target
---
title: Pérdidas y descenso
---

La pérdida baja con cada paso.
```
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from transcheck.locales.language import Language
from transcheck.locales.tags import same_language
from transcheck.model.block import BlockKind
from transcheck.model.document import Key
from transcheck.model.finding import Problem, Severity
from transcheck.model.normal import letters
from transcheck.model.unit import Translation
from transcheck.rule import Context, rule

_TOKEN = re.compile(r"[^\s,;:!?()\[\]{}\"“”«»]+")
_PLAIN_WORD = re.compile(r"[^\W\d_]{2}[a-z'’\u00df-\u024f]*(?:-[^\W\d_][a-z'’]+)*|a", re.I)
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_INSIDE = re.compile(r"(?<=[a-z,;] )[A-Z][^\W\d_]*(?:[-'’][^\W\d_]+)*")
_ROMAN = re.compile(r"[IVX]+\Z")
_KEPT = 3
"""A phrase that the translation's own prose uses so often is its term."""


@dataclass(frozen=True)
class Options:
    keys: tuple[str, ...] = ("title", "subtitle", "linkTitle", "sidebar_label", "description", "summary")
    """Keys whose value readers see."""


@rule(severity=Severity.WARNING)
def check(translation: Translation, ctx: Context[Options]) -> Iterator[Problem]:
    own = translation.target.head.metadata
    theirs = translation.source.head.metadata if translation.source else None
    if own is None or theirs is None or same_language(translation.locale, ctx.corpus.source_locale):
        return
    for name in ctx.options.keys:
        key, model = own.only(name), theirs.only(name)
        if key and model and key.text and _is_untranslated(key.text, model.text, ctx.language):
            severity = _severity(key.text, translation, ctx)
            if severity is not None:
                message = f'"{name}" is the source\'s, "{_short(key)}"'
                yield Problem(key.value_span, message, source=model.value_span, severity=severity)


def _is_untranslated(own: str, theirs: str, language: Language) -> bool:
    """Whether both say the same, or one stands in the source's script and shares most of its words."""
    if letters(own) == letters(theirs):
        return True
    if "Latin" in language.scripts or not language.scripts or not own.isascii() or not theirs.isascii():
        return False
    words, others = set(_content(own)), set(_content(theirs))
    return len(words) >= 3 and len(words & others) >= 0.6 * len(words)


def _severity(title: str, translation: Translation, ctx: Context[Options]) -> Severity | None:
    """None for names and terms that the translation keeps; one word of Latin script may be a word of both."""
    names = _names(translation)
    content = [word for word in _content(title) if word not in names]
    if not content:
        return None
    prose = _own_prose(translation)
    if prose.count(" ".join(title.casefold().split())) >= _KEPT:
        return None
    used = Counter(_WORD.findall(prose))
    is_one_latin_word = len(content) == 1 and "Latin" in ctx.language.scripts
    foreign = ctx.source_language.function_words - ctx.language.function_words
    if all(used[word] >= (1 if is_one_latin_word else 2) for word in content) and foreign.isdisjoint(content):
        return None
    return Severity.INFO if is_one_latin_word and not any(char.isdigit() for char in title) else Severity.WARNING


def _content(title: str) -> list[str]:
    """The casefolded words that a translator would translate: no acronyms, code, names like PyTorch, numerals."""
    tokens = (token.strip(".*`'’") for token in _TOKEN.findall(title))
    words = [token for token in tokens if _PLAIN_WORD.fullmatch(token) and not _ROMAN.match(token)]
    shouted = title.isupper() and len(words) > 1 and max(map(len, words)) > 4
    return [word.casefold() for word in words if shouted or _is_cased_as_word(word)]


def _is_cased_as_word(word: str) -> bool:
    return all(part[1:].islower() or len(part) == 1 for part in re.split(r"[-'’]", word) if part)


def _names(translation: Translation) -> frozenset[str]:
    """The casefolded words of the source that stand in its code, or with a capital wherever they stand."""
    units = [unit.source for unit in translation.units if unit.source]
    code = {word.casefold() for side in units for token in side.facts.code for word in _WORD.findall(token.value)}
    prose = " ".join(side.facts.plain for side in units if side.kind.is_prose and side.kind is not BlockKind.HEADING)
    small = {word for word in _WORD.findall(prose) if word[0].islower()}
    inside = {word.casefold() for word in _INSIDE.findall(prose)}
    return frozenset(code | (inside - small))


def _own_prose(translation: Translation) -> str:
    """The casefolded text of the blocks that are translated."""
    return " ".join(
        unit.target.facts.plain.casefold()
        for unit in translation.units
        if unit.target is not None
        and not unit.hidden
        and unit.kind.is_prose
        and all(unit.target.facts.plain != side.facts.plain for side in unit.references)
    )


def _short(key: Key) -> str:
    text = " ".join(key.text.split())
    return text if len(text) <= 60 else text[:59] + "…"
