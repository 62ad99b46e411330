"""A term of the source is rendered in two ways within a document.

Readers take two names for two things.  No glossary is needed: the translation's own usage tells.  A concept of the
glossary is the matter of missing-term.

## Example

```markdown source
The latent variables are sampled.

A latent variable is hidden.

We sum over each latent variable.

The latent variables differ.

No latent variable is seen.
```

```markdown target
Se muestrean las variables latentes.

Nadie ve una variable latente.

Sumamos sobre cada variable latente.

Las variables ocultas son distintas.

No se ve ninguna variable oculta.
```

## Use instead

```markdown target
Se muestrean las variables latentes.

Nadie ve una variable latente.

Sumamos sobre cada variable latente.

Las variables latentes son distintas.

No se ve ninguna variable latente.
```
"""

from collections.abc import Iterator

from transcheck.model.finding import Confidence, Dimension, Problem, Related, Severity
from transcheck.model.unit import Translation
from transcheck.rule import Context, NoOptions, rule
from transcheck.terms.renderings import Competition, competitions

_SHOWN = 3


@rule(opt_in=True, severity=Severity.INFO, confidence=Confidence.MEDIUM, dimension=Dimension.TERMINOLOGY)
def check(translation: Translation, ctx: Context[NoOptions]) -> Iterator[Problem]:
    known = ctx.terms.by_name if ctx.terms is not None else {}
    text = translation.target.text
    for one in competitions(translation.units, ctx.source_language, ctx.language, text):
        if one.phrase not in known:
            yield _problem(one, translation)


def _problem(one: Competition, translation: Translation) -> Problem:
    place = translation.target.lines.place
    lines = [place(span.start)[0] for span in one.first.places]
    listed = ", ".join(map(str, lines[:_SHOWN])) + (", …" if len(lines) > _SHOWN else "")
    message = (
        f'"{one.phrase}" is "{one.second.text}" in {_times(len(one.second.places))} '
        f'and "{one.first.text}" in {_times(len(one.first.places))} (lines {listed})'
    )
    path = translation.target.path
    related = tuple(Related(path, place(span.start)[0], one.second.text) for span in one.second.places[1:])
    return Problem(one.second.places[0], message, related=related)


def _times(count: int) -> str:
    return f"{count} place{'' if count == 1 else 's'}"
