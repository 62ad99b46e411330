"""A concept of the glossary stands in the source, and none of its terms in the translation.

Readers meet two names for one thing, or a word that means something else in the field.  Inflected
forms count, and so does the source's own term, unless the glossary says otherwise.

## Example

```yaml file=glossary/es.yml
concepts:
  - source: latent variable
    preferred: variable latente
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
"""

from collections import Counter
from collections.abc import Iterator, Sequence

from transcheck.model.facts import Facts
from transcheck.model.finding import Confidence, Dimension, Problem, Severity
from transcheck.model.text import Span
from transcheck.model.unit import Unit
from transcheck.rule import Context, NoOptions, rule
from transcheck.terms.account import answers_another_word, is_elided, times
from transcheck.terms.acronym import stands_for
from transcheck.terms.base import Concept
from transcheck.terms.gloss import explained
from transcheck.terms.matcher import Matcher, matcher
from transcheck.terms.sentences import sentence_pairs, sentences
from transcheck.terms.source import Occurrence
from transcheck.terms.target import Target
from transcheck.terms.unit import answers, meant, written

_SHOWN = 3
_LONG = 40
_TOGETHER = 2
"""Concepts that a sentence must name, and all be absent, to have been left out."""


@rule(severity=Severity.WARNING, confidence=Confidence.MEDIUM, dimension=Dimension.TERMINOLOGY)
def check(unit: Unit, ctx: Context[NoOptions]) -> Iterator[Problem]:
    if ctx.terms is None or not unit.is_pair:
        return
    terms = matcher(ctx.terms)
    occurrences = [one for one in meant(unit, terms) if terms.asks_for(one.concept)]
    if not occurrences or not answers(unit, ctx.language):
        return
    assert unit.target is not None, "it is a pair"
    target = terms.target(unit.target.facts)
    said, absent = [], []
    for one in occurrences:
        if terms.deprecated(one.concept, target):
            continue
        if (before := explained(unit, one.concept, terms, ctx.language)) is not None:
            yield _glossed(unit, one, before)
        elif _is_absent(unit, one, terms, target):
            absent.append(one)
        else:
            said.append(one.concept)
    yield from (_problem(unit, one, terms, target) for one in _translated(unit, absent, terms, target))
    yield from _in_sentences(unit, said, terms)


def _translated(unit: Unit, absent: list[Occurrence], terms: Matcher, target: Target) -> list[Occurrence]:
    """What is absent, but where the target has fewer sentences: one whose every concept is absent was left out."""
    source = unit.references[0].facts
    spans = [Span(piece.start, piece.start + len(piece.text)) for piece in sentences(source)]
    if len(absent) < _TOGETHER or len(list(sentences(target.facts))) >= len(spans):
        return absent
    missing = {id(one.concept) for one in absent if terms.instead(one.concept, target) is None}
    left_out = [span for span in spans if _is_left_out(span, terms.in_source(source), missing)]
    return [one for one in absent if not any(span.covers(one.span) for span in left_out)]


def _is_left_out(sentence: Span, named: Sequence[Occurrence], missing: set[int]) -> bool:
    here = {id(one.concept) for one in named if sentence.covers(one.span)}
    return len(here) >= _TOGETHER and here <= missing


def _is_absent(unit: Unit, occurrence: Occurrence, terms: Matcher, target: Target) -> bool:
    source = unit.references[0].facts
    said = terms.allowed(occurrence.concept, target)
    if said is not None and not answers_another_word(said, occurrence, source, target):
        return False
    return not stands_for(occurrence.span, source, target.facts) and not is_elided(occurrence, source, target)


def _glossed(unit: Unit, occurrence: Occurrence, before: Span) -> Problem:
    """The source's term in brackets explains a word that is none of the glossary's: readers are told, at least."""
    expected = _expected(occurrence.concept)
    message = f'"{occurrence.text}" in brackets explains "{written(unit, before)}", which is not {expected}'
    return Problem(before, message, source=_place(unit, occurrence), severity=Severity.INFO, confidence=Confidence.LOW)


def _in_sentences(unit: Unit, concepts: list[Concept], terms: Matcher) -> Iterator[Problem]:
    """Of a concept that the unit names oftener than it says it, the sentences that do without its terms."""
    reference = unit.references[0]
    named = Counter(id(one.concept) for one in terms.in_source(reference.facts)) if concepts else Counter()
    concepts = [concept for concept in concepts if named[id(concept)] > 1]
    if unit.target is None or not concepts:
        return
    for source, facts in sentence_pairs(reference.facts, unit.target.facts):
        here = {id(one.concept): one for one in reversed(terms.in_source(source))}
        for concept in concepts:
            count = named[id(concept)]
            if id(concept) not in here or not _is_without(concept, facts, terms):
                continue
            if times(concept, unit.target.facts, terms, count) < count:
                yield _problem(unit, here[id(concept)], terms, terms.target(facts))


def _is_without(concept: Concept, facts: Facts, terms: Matcher) -> bool:
    target = terms.target(facts)
    return terms.allowed(concept, target) is None and not terms.deprecated(concept, target)


def _problem(unit: Unit, occurrence: Occurrence, terms: Matcher, target: Target) -> Problem:
    assert unit.target is not None, "it is a pair"
    instead = terms.instead(occurrence.concept, target, (one.concept for one in meant(unit, terms)))
    span = instead if instead is not None else target.span
    says = f', the text seems to say "{written(unit, span)}"'
    where = says if instead is not None else f' in "{_cut(target.facts.plain)}"'
    message = f'"{occurrence.text}" is not translated as {_expected(occurrence.concept)}{where}'
    # In a paragraph where nothing resembles a term, the translator may have said it without naming it.
    weak = instead is None and len(list(sentences(unit.references[0].facts))) > 1
    severity, confidence = (Severity.INFO, Confidence.LOW) if weak else (None, None)
    hint, source = occurrence.concept.note, _place(unit, occurrence)
    return Problem(span, message, hint=hint, source=source, severity=severity, confidence=confidence)


def _cut(text: str) -> str:
    return text if len(text) <= _LONG else f"{text[:_LONG].rstrip()}…"


def _expected(concept: Concept) -> str:
    """The terms that the glossary allows, the preferred ones first."""
    terms = [f'"{term.text}"' for term in concept.allowed]
    more = f" (or {len(terms) - _SHOWN} more)" if len(terms) > _SHOWN else ""
    return " or ".join(terms[:_SHOWN]) + more


def _place(unit: Unit, occurrence: Occurrence) -> Span | None:
    """The term's place, where the source document has it and not the comment alone."""
    return occurrence.span if unit.source is not None else None
