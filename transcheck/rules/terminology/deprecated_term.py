"""The translation uses a term that the glossary advises against.

The glossary's makers have decided between several words, and readers should meet the one.  A deprecated
term is reported where the source means its concept, or anywhere if the glossary says `everywhere: true`.

## Example

```yaml file=glossary/es.yml
concepts:
  - source: latent variable
    preferred: variable latente
    deprecated: [variable escondida]
```

```markdown source
The latent variables are sampled.
```

```markdown target
Las variables escondidas se muestrean.
```

## Use instead

```markdown target
Las variables latentes se muestrean.
```

## Fix safety

The preferred term takes the place of a deprecated one that stands in the form the glossary has; gender and number
of what stands around it are the translator's.
"""

from collections.abc import Iterator

from transcheck.model.finding import Dimension, Edit, Fix, Problem, Safety, Severity
from transcheck.model.text import Span
from transcheck.model.unit import Unit
from transcheck.rule import Context, NoOptions, rule
from transcheck.terms.base import Case, Concept
from transcheck.terms.matcher import Matcher, TermMatch, matcher
from transcheck.terms.target import Target
from transcheck.terms.unit import answers, meant, written


@rule(severity=Severity.WARNING, dimension=Dimension.TERMINOLOGY, fix=Safety.UNSAFE)
def check(unit: Unit, ctx: Context[NoOptions]) -> Iterator[Problem]:
    if ctx.terms is None or not unit.is_pair or unit.target is None:
        return
    terms = matcher(ctx.terms)
    if not terms.has_deprecated:
        return
    concepts = [one.concept for one in meant(unit, terms)]
    if not any(concept.deprecated for concept in concepts) or not answers(unit, ctx.language):
        concepts = []
    if not concepts and not terms.banned:
        return
    target = terms.target(unit.target.facts)
    right = _allowed_spans(concepts, terms, target)
    found = [(concept, match) for concept in concepts for match in terms.deprecated(concept, target)]
    found += [pair for pair in terms.banned_in(target) if pair[0] not in concepts]
    for concept, match in found:
        if not any(span.covers(match.span) for span in right):
            yield _problem(unit, concept, match)


def _allowed_spans(concepts: list[Concept], terms: Matcher, target: Target) -> list[Span]:
    """Where the terms of concepts that the unit means stand: what one calls deprecated may be another's term."""
    spans = (terms.find(term, target) for concept in concepts for term in concept.allowed)
    return [span for span in spans if span is not None]


def _problem(unit: Unit, concept: Concept, match: TermMatch) -> Problem:
    text = written(unit, match.span)
    preferred = " or ".join(f'"{term.text}"' for term in concept.preferred)
    advice = f', the glossary prefers {preferred} for "{concept.name}"' if preferred else ""
    hint = match.term.note or concept.note
    return Problem(match.span, f'"{text}" is deprecated{advice}', hint=hint, fix=_fix(text, concept, match))


def _fix(text: str, concept: Concept, match: TermMatch) -> Fix | None:
    """The preferred term for a deprecated one that is not inflected."""
    if not concept.preferred or text.casefold() != match.term.text.casefold():
        return None
    new = concept.preferred[0].text
    if text[:1].isupper() and not match.term.text[:1].isupper() and concept.case is Case.INSENSITIVE:
        new = new[:1].upper() + new[1:]
    return Fix(f'Write "{new}"', (Edit(match.span, new),), Safety.UNSAFE)
