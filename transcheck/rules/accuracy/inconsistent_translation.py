"""The same heading or sentence of the source is translated in two ways within a document.

Readers take two names for two things, and links by heading break.  Case, punctuation and emphasis do not count.

## Example

```markdown source
## Week 1

### Further reading

A book.

## Week 2

### Further reading

A paper.
```

```markdown target
## Semana 1

### Lecturas adicionales

Un libro.

## Semana 2

### Para leer más

Un artículo.
```

## Use instead

```markdown target
## Semana 1

### Lecturas adicionales

Un libro.

## Semana 2

### Lecturas adicionales

Un artículo.
```
"""

import re
from collections import defaultdict
from collections.abc import Iterator

from transcheck.model.block import Segment
from transcheck.model.finding import Confidence, Dimension, Problem, Related, Severity
from transcheck.model.normal import letters
from transcheck.model.unit import Translation, Unit
from transcheck.rule import Context, NoOptions, rule

_SURE = 0.8
_LONG = 200
"""Characters of the source from which on nobody remembers how it was put before."""
_SHOWN = 60


@rule(severity=Severity.INFO, confidence=Confidence.MEDIUM, dimension=Dimension.ACCURACY)
def check(translation: Translation, ctx: Context[NoOptions]) -> Iterator[Problem]:
    first: dict[str, list[Segment]] = defaultdict(list)
    for unit in translation.units:
        key, said = _key(unit), unit.target
        if key and said is not None and letters(said.text) != key:
            others = first[key]
            if others and not any(_same(said, other) for other in others):
                yield _problem(unit, said, others[0], translation)
            others.append(said)


def _key(unit: Unit) -> str:
    """What the unit's source says; empty where that is unsure, long, or no words."""
    side = unit.reference
    if side is None or not unit.is_pair or unit.confidence < _SURE or not unit.kind.is_prose or not side.kind.is_prose:
        return ""
    return letters(side.text) if len(side.text) < _LONG and side.facts.words else ""


_GLOSS = re.compile(r"[(（][^()（）]{0,200}[)）]")


def _same(one: Segment, other: Segment) -> bool:
    """Whether they say the same, but for the source's term that one keeps in brackets or at the end."""
    texts = [letters(_GLOSS.sub("", side.text)) for side in (one, other)]
    return texts[0].startswith(texts[1]) or texts[1].startswith(texts[0])


def _problem(unit: Unit, said: Segment, before: Segment, translation: Translation) -> Problem:
    assert unit.reference is not None, "it has a key"
    line = translation.target.lines.place(before.span.start)[0]
    here, there = (_MARKER.sub("", " ".join(side.text.split())) for side in (said, before))
    start = next((at for at, pair in enumerate(zip(here, there, strict=False)) if pair[0] != pair[1]), 0)
    source = _quoted(unit.reference.facts.plain, 0)
    message = f"{source} is {_quoted(here, start)} here and {_quoted(there, start)} before"
    related = Related(translation.target.path, line, "first translated here")
    return Problem(said.span, message, source=unit.source_span, related=(related,))


_MARKER = re.compile(r"^(?:#+|[*+-]|\d+[.)])\s+")


def _quoted(text: str, different: int) -> str:
    """The text, cut so that the place where it is different is seen."""
    first = max(0, different - _SHOWN // 3) if len(text) > _SHOWN else 0
    part = text[first : first + _SHOWN]
    return f'"{"…" * bool(first)}{part}{"…" * (first + _SHOWN < len(text))}"'
