"""A translation is far shorter or longer than this document's others.

Often a sentence was left out, or something was added that the source does not say.  What is usual is learned
from the document itself, so terse and wordy translators are told alike; formulas, code and links do not count.

## Example

```markdown source
The loss falls with every step of the descent.

Gradients flow back through the whole network.

The optimiser takes one step for each batch.

Weights are small random numbers at first.

Layers learn simple features before others.

Batches of samples make the gradients less noisy.

Large steps make the loss rise, and small steps waste time.

The network learns the shape of the data. It does so without labels, for nobody has told it what
the classes are. Only the structure of the inputs guides it, and that is often enough.
```

```markdown target
La pérdida baja con cada paso del descenso.

Los gradientes fluyen hacia atrás por toda la red.

El optimizador da un paso por cada lote.

Los pesos son al principio números aleatorios.

Las capas aprenden primero rasgos simples.

Los lotes de muestras hacen los gradientes menos ruidosos.

Los pasos grandes hacen subir la pérdida, y los pequeños pierden tiempo.

La red aprende la forma de los datos.
```

## Use instead

```markdown target
La pérdida baja con cada paso del descenso.

Los gradientes fluyen hacia atrás por toda la red.

El optimizador da un paso por cada lote.

Los pesos son al principio números aleatorios.

Las capas aprenden primero rasgos simples.

Los lotes de muestras hacen los gradientes menos ruidosos.

Los pasos grandes hacen subir la pérdida, y los pequeños pierden tiempo.

La red aprende la forma de los datos. Lo hace sin etiquetas, pues nadie le ha dicho cuáles son las
clases. Solo la estructura de las entradas la guía, y eso a menudo basta.
```
"""

import math
import re
from collections.abc import Iterator, Sequence
from statistics import median
from typing import NamedTuple

from transcheck.locales.foreign import is_foreign
from transcheck.model.block import BlockKind, Segment
from transcheck.model.finding import Confidence, Dimension, Problem, Severity
from transcheck.model.unit import Translation, Unit
from transcheck.rule import Context, NoOptions, rule

_SURE = 0.6
_LEAST = 8
"""Units from which what is usual can be learned."""
_LONG = 80
"""Characters of the source from which on its length says something."""
_TIMES = math.log(2)
_DEVIATIONS = 5.0
_SPREAD = 0.12
"""The least spread of log ratios: no translator is more regular than that."""
_KINDS = (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.FOOTNOTE)


class Measured(NamedTuple):
    """A unit with the logarithm of how many characters of target answer one of its reference."""

    unit: Unit
    reference: Segment
    target: Segment
    ratio: float


@rule(severity=Severity.INFO, confidence=Confidence.MEDIUM, dimension=Dimension.ACCURACY)
def check(translation: Translation, ctx: Context[NoOptions]) -> Iterator[Problem]:
    found = [one for unit in translation.units if (one := _measured(unit, translation)) is not None]
    if len(found) < _LEAST:
        return
    usual = median(one.ratio for one in found)
    spread = max(_SPREAD, 1.4826 * median(abs(one.ratio - usual) for one in found))
    prior = math.log(ctx.language.length_ratio)
    for one in found:
        off = one.ratio - usual
        far = abs(off) > max(_TIMES, _DEVIATIONS * spread) and (one.ratio - prior) * off > 0
        if not far or len(one.reference.facts.plain) < _LONG or _has_explanation(one, translation.units):
            continue
        if not is_foreign(one.target.facts.plain, translation.locale, ctx.corpus.source_locale):
            yield _problem(one, math.exp(usual))


def _measured(unit: Unit, translation: Translation) -> Measured | None:
    """None for what is no prose on both sides; of two references the one nearer in length."""
    target = unit.target
    if target is None or not unit.is_pair or unit.confidence < _SURE or target.kind not in _KINDS:
        return None
    ratios = [(_ratio(side, target), side) for side in unit.references if side.kind in _KINDS]
    if not ratios:
        return None
    ratio, side = min(ratios, key=lambda option: abs(option[0]))
    return Measured(unit, side, target, ratio)


def _ratio(source: Segment, target: Segment) -> float:
    return math.log((len(_own(target, source)) + 10) / (len(source.facts.plain) + 10))


_BRACKETS = re.compile(r"[(（][^()（）]{0,200}[)）]")


def _own(target: Segment, source: Segment) -> str:
    """The target's text without brackets in which a translator keeps the source's words."""
    known = source.facts.plain.casefold()

    def shorter(match: re.Match[str]) -> str:
        return "" if match[0][1:-1].strip().casefold() in known else match[0]

    return _BRACKETS.sub(shorter, target.facts.plain)


def _has_explanation(one: Measured, units: Sequence[Unit]) -> bool:
    """Whether the length comes of what others report: source left in, a lost `$`, a neighbour missing or too many."""
    swallowed = any(_PROSE.search(token.value) for token in one.target.facts.formulas)
    if swallowed or one.target.text.count("`") % 2:
        return True
    words = set(one.reference.facts.words)
    shared = [word for word in one.target.facts.words if word in words]
    if len(shared) * 2 > len(one.target.facts.words):
        return True
    at = next(index for index, unit in enumerate(units) if unit is one.unit)
    near = (*units[max(0, at - 1) : at], *units[at + 1 : at + 2])
    return any(unit.kind.is_prose and not unit.is_pair for unit in near)


_PROSE = re.compile(r"(?:[^\W\d_]{2,}\s+){3}")


def _problem(one: Measured, usual: float) -> Problem:
    source, target = len(one.reference.facts.plain), len(_own(one.target, one.reference))
    message = f"{target} characters answer {source} of the source, where about {round(source * usual)} are usual here"
    return Problem(one.target.span, message, source=one.unit.source_span)
