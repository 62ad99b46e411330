"""A key's value is of another kind than the source's: a list for a text, a text for a number.

A site generator then prints `["a", "b"]`, sorts the page wrongly, or stops.  YAML reads `no`, `yes`, `on`
and `off` as truth values, the language code of Norwegian among them, unless they stand in quotes.

## Example

```markdown source
---
title: Losses
weight: 10
---
```

```markdown target
---
title: [Pérdidas]
weight: 10
---
```

## Use instead

```markdown target
---
title: "[Pérdidas]"
weight: 10
---
```
"""

from collections.abc import Iterator

from transcheck.model.document import Document, Key, YamlValue
from transcheck.model.finding import Dimension, Problem, Severity
from transcheck.model.metadata import LANG, LANG_REF, TITLE, TRANSLATION_DATE, has_value
from transcheck.rule import Context, NoOptions, rule

_TEXT, _NUMBER, _BOOLEAN, _LIST, _MAPPING = "text", "a number", "true or false", "a list", "a mapping"
_ALWAYS_TEXT = (LANG, LANG_REF, TITLE, TRANSLATION_DATE)


@rule(severity=Severity.ERROR, dimension=Dimension.MARKUP)
def check(document: Document, ctx: Context[NoOptions]) -> Iterator[Problem]:
    metadata = document.head.metadata
    if metadata is None or document.is_source:
        return
    source = ctx.corpus.source_of(document.head)
    for name, key in metadata.values.items():
        model = source.metadata.get(name) if source and source.metadata else None
        found, expected = _kind(key.value), _expected(name, model)
        if expected and has_value(key) and not _agree(found, expected, key):
            yield Problem(key.value_span, _message(key, found, expected), source=model.span if model else None)


def _kind(value: YamlValue) -> str:
    kinds = {bool: _BOOLEAN, int: _NUMBER, list: _LIST, dict: _MAPPING}
    return kinds.get(type(value), _TEXT)


def _expected(name: str, model: Key | None) -> str:
    if model is not None and has_value(model):
        return _kind(model.value)
    return _TEXT if name in _ALWAYS_TEXT else ""


def _agree(found: str, expected: str, key: Key) -> bool:
    """Texts of digits are numbers, and numbers are texts; all else must be of one kind."""
    if found == expected:
        return True
    if {found, expected} == {_TEXT, _NUMBER}:
        return found == _NUMBER or _is_number(key.text)
    return found == _TEXT and expected == _BOOLEAN and key.text.casefold() in ("true", "false")


def _is_number(text: str) -> bool:
    return text.replace(".", "", 1).lstrip("+-").isdecimal()


def _message(key: Key, found: str, expected: str) -> str:
    if found == _BOOLEAN and expected == _TEXT:
        return f'"{key.name}: {key.text}" is read as true or false, not as text, without quotes'
    return f'"{key.name}" is {found}, where {expected} is expected'
