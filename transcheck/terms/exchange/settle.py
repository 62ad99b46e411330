"""What others' glossaries say in their own way, put into ours: glosses in brackets, and a source term in two rows."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from transcheck.errors import UserError
from transcheck.terms.base import Concept, PartOfSpeech, Term, TermBase, TermStatus
from transcheck.terms.load import contradictions, source_key

_GLOSS = re.compile(r"(?P<text>[^()]*[^()\s])\s+\((?P<gloss>[^()]+)\)")
_PARTS = {part.value: part for part in PartOfSpeech}


def settle(base: TermBase) -> tuple[TermBase, Counter[str]]:
    """The term base as a glossary of ours can say it, and what was done to it.

    "linear discriminant analysis (LDA)" is a term and its abbreviation, "code (verb)" has a part of speech, any other
    gloss becomes a note.  Concepts of one source term without conditions are one: the first has the preferred term.
    Raises UserError with the place of what still contradicts itself.
    """
    done: Counter[str] = Counter()
    concepts = _joined([_unglossed(concept, done) for concept in base.concepts], done)
    texts = [text for c in concepts for text in (*c.sources, *(term.text for term in c.terms))]
    done["terms that keep their brackets"] = sum("(" in text for text in texts)
    mistakes = contradictions(concepts)
    if mistakes:
        first, more = mistakes[0], len(mistakes) - 1
        raise UserError(f"{base.file}:{first.line}: {first.message}{f' (and {more} more)' if more else ''}")
    return replace(base, concepts=concepts), +done


def _unglossed(concept: Concept, done: Counter[str]) -> Concept:
    match = _GLOSS.fullmatch(concept.name)
    terms = tuple(_without_gloss(term, done) for term in concept.terms)
    if match is None:
        return replace(concept, terms=terms)
    gloss, sources = match["gloss"].strip(), tuple(dict.fromkeys((match["text"], *concept.sources[1:])))
    concept = replace(concept, sources=sources, terms=terms)
    if _abbreviates(gloss, match["text"]):
        done["abbreviations out of brackets"] += 1
        return replace(concept, abbreviations=tuple(dict.fromkeys((*concept.abbreviations, gloss))))
    if gloss in _PARTS and concept.part_of_speech in (None, _PARTS[gloss]):
        done["parts of speech out of brackets"] += 1
        return replace(concept, part_of_speech=_PARTS[gloss])
    done["notes out of brackets"] += 1
    return replace(concept, note="; ".join(filter(None, (gloss, concept.note))))


def _without_gloss(term: Term, done: Counter[str]) -> Term:
    match = _GLOSS.fullmatch(term.text)
    if match is None:
        return term
    done["notes out of brackets"] += 1
    return replace(term, text=match["text"], note="; ".join(filter(None, (match["gloss"].strip(), term.note))))


def _abbreviates(gloss: str, text: str) -> bool:
    """Whether its capitals stand, in their order, at the text's words: LDA, IoU, ReLU."""
    capitals = [char.casefold() for char in gloss if char.isupper()]
    rest = iter(text.casefold())
    return len(capitals) > 1 and " " not in gloss and all(char in rest for char in capitals)


def _joined(concepts: Sequence[Concept], done: Counter[str]) -> tuple[Concept, ...]:
    found: dict[int | str, Concept] = {}
    for at, concept in enumerate(concepts):
        key = at if concept.when or concept.unless else source_key(concept.name)
        if key in found:
            done["concepts joined to one of the same source"] += 1
        found[key] = _join(found[key], concept) if key in found else concept
    taken = {key for key in found if isinstance(key, str)}
    return tuple(_alone(one, taken, done) if isinstance(key, str) else one for key, one in found.items())


def _alone(concept: Concept, taken: set[str], done: Counter[str]) -> Concept:
    """Without synonyms of the source that name another concept, or that one before it has."""
    others = [source for source in concept.sources[1:] if source_key(source) not in taken]
    taken.update(map(source_key, others))
    done["source terms that another concept has"] += len(concept.sources) - 1 - len(others)
    return replace(concept, sources=(concept.name, *others))


def _join(first: Concept, second: Concept) -> Concept:
    """Both, each note with the term it is about."""
    allowed = {term.text.casefold() for term in first.terms}
    added = [_as_other(term, second.note) for term in second.terms if term.text.casefold() not in allowed]
    terms = (*(_with_note(term, first.note) for term in first.terms), *added)
    same_part = first.part_of_speech == second.part_of_speech
    return replace(
        first,
        sources=_union(first.sources, second.sources),
        terms=tuple(term for status in TermStatus for term in terms if term.status is status),
        abbreviations=_union(first.abbreviations, second.abbreviations),
        part_of_speech=first.part_of_speech if same_part else None,
        note="",
        definition="; ".join(filter(None, _union([first.definition], [second.definition]))),
    )


def _as_other(term: Term, note: str) -> Term:
    status = TermStatus.ADMITTED if term.status is TermStatus.PREFERRED else term.status
    return replace(_with_note(term, note), status=status)


def _with_note(term: Term, note: str) -> Term:
    return replace(term, note="; ".join(filter(None, dict.fromkeys((term.note, note)))))


def _union(first: Iterable[str], second: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*first, *second)))
