"""What the rules of terminology share: which concepts a unit means, and whether its target can be held to them."""

import re

from transcheck.locales.language import Language
from transcheck.model.block import BlockKind, Segment
from transcheck.model.facts import TokenKind
from transcheck.model.text import Span
from transcheck.model.unit import Unit
from transcheck.terms.matcher import Matcher
from transcheck.terms.source import Occurrence

SURE = 0.6


def answers(unit: Unit, language: Language) -> bool:
    """Whether the target is a translator's prose that surely answers the unit's source."""
    if not unit.is_pair or unit.target is None or unit.confidence < SURE or not unit.references:
        return False
    if not all(_is_text(side) for side in (unit.target, *unit.references)) or _is_table(unit.target):
        return False
    return not is_in_rival_script(unit.target, language)


def _is_text(side: Segment) -> bool:
    """Whether it has words that a translator writes: prose, captions."""
    if not all(block.kind.is_prose or block.kind is BlockKind.FIGURE for block in side.blocks):
        return False
    return any(_LETTER.search(piece.text) for piece in side.facts.plain_pieces)


_LETTER = re.compile(r"[^\W\d_]")


def _is_table(side: Segment) -> bool:
    """Whether cells stand in it, which answer cells and not the text as a whole."""
    return any(token.value.lower().startswith(("<td", "<th")) for token in side.facts.of(TokenKind.TAG))


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
