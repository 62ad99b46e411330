"""What the rules of terminology share: which concepts a unit means, and whether its target can be held to them."""

import re

from transcheck.locales.language import Language
from transcheck.model.block import Segment
from transcheck.model.text import Span
from transcheck.model.unit import Unit
from transcheck.terms.matcher import Matcher
from transcheck.terms.source import Occurrence

SURE = 0.6


def answers(unit: Unit, language: Language) -> bool:
    """Whether the target is a translator's prose that surely answers the unit's source."""
    if not unit.is_pair or unit.target is None or unit.confidence < SURE or not unit.references:
        return False
    if is_in_rival_script(unit.target, language):
        return False
    sides = (unit.target, *unit.references)
    return all(block.kind.is_prose for side in sides for block in side.blocks)


def is_in_rival_script(target: Segment, language: Language) -> bool:
    """Whether the text is rather written with the characters of the language's other standard (繁 for 简)."""
    if len(language.character_sets) < 2:
        return False
    own, rival = (_foreign(target.facts.plain, codec) for codec in language.character_sets[:2])
    return own > rival + _A_FEW


def _foreign(text: str, codec: str) -> int:
    """How many characters of the text the codec has not."""
    return len(text) - len(text.encode(codec, "ignore").decode(codec))


_A_FEW = 2


def meant(unit: Unit, terms: Matcher) -> tuple[Occurrence, ...]:
    """The concepts that every reference of the unit names, each once, where the first reference names it."""
    if not unit.references:
        return ()
    first, *others = unit.references
    found = {id(one.concept): one for one in reversed(terms.in_source(first.facts))}
    for other in others:
        if not found:
            break
        if other.facts.plain != first.facts.plain:
            named = {id(one.concept) for one in terms.in_source(other.facts)}
            found = {key: one for key, one in found.items() if key in named}
    return tuple(sorted(found.values(), key=lambda one: one.span))


def written(unit: Unit, span: Span) -> str:
    """What stands in the target at `span`, white space folded."""
    for block in unit.target.blocks if unit.target else ():
        if block.span.covers(span):
            return " ".join(span.shifted(-block.span.start).of(block.text).split())
    return ""


def glossed(unit: Unit, span: Span) -> Span | None:
    """The words of the target's own that a source term in brackets explains; None where it stands by itself."""
    block = next((b for b in unit.target.blocks if b.span.covers(span)), None) if unit.target else None
    if block is None:
        return None
    match = _BEFORE_BRACKET.search(block.text[: span.start - block.span.start])
    return Span(*match.span("words")).shifted(block.span.start) if match else None


_BEFORE_BRACKET = re.compile(
    r"(?P<words>[^\W\d_A-Za-z][^\s\W]*|[^\W\d_]{3,}(?:[ ][^\W\d_]+)?)[*_ ]{0,3}[(（][^()（）]{0,30}$"
)
