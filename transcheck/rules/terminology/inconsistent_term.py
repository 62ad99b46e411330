"""A term of the source is rendered in two ways within a locale.

Readers take two names for two things.  No glossary is needed: the usage of all chapters of a locale tells, as
`transcheck glossary mine` reads it.  A concept of the glossary is the matter of missing-term.  Looked at are phrases
and compound words with five places or more; all translations of a locale are read for it, which takes longer than all
other rules together, so it runs only where it is selected.

## Example

```markdown source
The latent variable is sampled. The latent variable is summed.

The latent variable is small. The latent variable is large.

The model has a latent variable. The network has a latent variable.

The loss is sampled. The loss is summed.

The model is small. The network is large.
```

```markdown target
La variable latente se muestrea. La variable oculta se suma.

La variable latente es pequeña. La variable oculta es grande.

El modelo tiene una variable latente. La red tiene una variable oculta.

La pérdida se muestrea. La pérdida se suma.

El modelo es pequeño. La red es grande.
```

## Use instead

```markdown target
La variable latente se muestrea. La variable latente se suma.

La variable latente es pequeña. La variable latente es grande.

El modelo tiene una variable latente. La red tiene una variable latente.

La pérdida se muestrea. La pérdida se suma.

El modelo es pequeño. La red es grande.
```
"""

from collections.abc import Iterator

from transcheck.locales.language import language
from transcheck.model.corpus import Corpus
from transcheck.model.document import Document
from transcheck.model.finding import Confidence, Dimension, Problem, Related, Severity
from transcheck.rule import Context, NoOptions, rule
from transcheck.terms.matcher import named
from transcheck.terms.mine_proposal import Rendering
from transcheck.terms.mine_rivals import Competition, competitions
from transcheck.terms.mine_tokens import Couple, couples

_SHOWN, _RELATED = 3, 10


@rule(opt_in=True, severity=Severity.INFO, confidence=Confidence.MEDIUM, dimension=Dimension.TERMINOLOGY)
def check(corpus: Corpus, ctx: Context[NoOptions]) -> Iterator[Problem]:
    for locale, (found, documents) in _couples(corpus, ctx).items():
        base = ctx.glossaries.get(locale)
        for one in competitions(found, ctx.source_language, language(locale)):
            if base is None or named(one.phrase, base) is None:
                yield from _problems(one, documents)


_Read = tuple[list[Couple], dict[str, Document]]


def _couples(corpus: Corpus, ctx: Context[NoOptions]) -> dict[str, _Read]:
    """The sentences of each locale, and its documents by path."""
    read: dict[str, _Read] = {locale: ([], {}) for locale in corpus.locales}
    for chapter in corpus.chapters:
        for translation in ctx.translations(chapter):
            found, documents = read.setdefault(translation.locale, ([], {}))
            path = translation.target.path
            found += couples(translation.units, ctx.source_language, language(translation.locale), path)
            documents[path] = translation.target
    return read


def _problems(one: Competition, documents: dict[str, Document]) -> Iterator[Problem]:
    """One for each rendering beside the commonest."""
    first, *others = one.renderings
    for other in others:
        lines = _lines(first, documents)
        listed = ", ".join(f"{path}:{line}" for path, line in lines[:_SHOWN]) + (", …" if len(lines) > _SHOWN else "")
        message = (
            f'"{one.phrase}" is "{other.text}" in {_times(other)} and "{first.text}" in {_times(first)} ({listed})'
        )
        related = [Related(path, line, other.text) for path, line in _lines(other, documents)[1 : _RELATED + 1]]
        place = other.places[0]
        yield Problem(place.target, message, related=tuple(related), path=place.path)


def _lines(rendering: Rendering, documents: dict[str, Document]) -> list[tuple[str, int]]:
    """Where it stands: the path and line of each place, each line once."""
    found = ((p.path, documents[p.path].lines.place(p.target.start)[0]) for p in rendering.places)
    return list(dict.fromkeys(found))


def _times(rendering: Rendering) -> str:
    count = len(rendering.places)
    return f"{count} place{'' if count == 1 else 's'}"
