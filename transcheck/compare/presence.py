"""Whether something that a translation seems to lack stands elsewhere in it: moved, merged or spoilt by its markup."""

from collections import Counter
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from functools import lru_cache

from transcheck.compare.memo import Itself
from transcheck.compare.omission import in_source_order
from transcheck.model.block import Block, Segment
from transcheck.model.facts import Token
from transcheck.model.normal import formula
from transcheck.model.text import hull
from transcheck.model.unit import Translation, Unit

_NEAR = 5
_MOST_LINES = 0.6
_ALIKE = 0.6


def image_name(image: Token) -> str:
    """The name of the file, which stays the same when folders, sites and spaces around it change."""
    return squeezed(image.value.rsplit("/", 1)[-1])


def squeezed(text: str) -> str:
    return "".join(text.split()).casefold()


def lost_images(images: Iterable[Token], translation: Translation) -> list[Token]:
    """Those of the source's `images` that the translation shows less often than the source does."""
    named = [(image_name(image), image) for image in images]
    if not named:
        return []
    source, target = _visible(Itself(translation))
    seen: Counter[str] = Counter()
    lost = []
    for name, image in named:
        seen[name] += 1
        if name and target.count(name) + seen[name] <= max(source.count(name), 1):
            lost.append(image)
    return lost


@lru_cache(maxsize=2)
def _visible(key: Itself) -> tuple[str, str]:
    """All that the source and the target show, squeezed."""
    source, target = key.translation.source, key.translation.target
    texts = ("\n".join(block.text for block in document.blocks) if document else "" for document in (source, target))
    first, second = map(squeezed, texts)
    return first, second


def _around(unit: Unit, translation: Translation) -> list[Unit]:
    """The units whose sources are around, and those without a source that stand among their targets."""
    order = in_source_order(translation)
    at = next(index for index, other in enumerate(order) if other is unit)
    found = [other for other in order[max(0, at - _NEAR) : at + _NEAR + 1] if other.target is not None]
    if not found:
        return list(translation.units)
    region = hull(other.target.span for other in found if other.target)
    free = (other for other in translation.units if other.target and not other.references)
    return [*found, *(other for other in free if other.target and region.overlaps(other.target.span))]


def near(unit: Unit, translation: Translation) -> Iterator[Segment]:
    """The visible targets around."""
    for other in _around(unit, translation):
        if other.target is not None and not other.hidden:
            yield other.target


def is_formula_near(block: Block, unit: Unit, translation: Translation) -> bool:
    """Whether the formulas of the block stand in a neighbour, whole, in a longer formula, changed, or without a `$`."""
    sides = list(near(unit, translation))
    if any(side.text.count("$$") % 2 for side in sides):
        return True
    keys = [formula(token.value) for token in block.facts.formulas]
    theirs = {formula(token.value) for side in sides for token in side.facts.formulas}
    text = formula(" ".join(side.text for side in sides).replace("$", ""))
    sources = (other.source for other in _around(unit, translation) if other.source)
    known = {formula(token.value) for source in sources for token in source.facts.formulas}
    new = theirs - known
    return all(key in theirs or (len(key) > _NEAR and key in text) or _is_changed(key, new) for key in keys)


def _is_changed(key: str, new: Iterable[str]) -> bool:
    """Whether one of the `new` formulas, which no source has, may be this one in another form."""
    return any(SequenceMatcher(None, key, one, autojunk=False).ratio() >= _ALIKE for one in new)


def is_code_near(block: Block, unit: Unit, translation: Translation) -> bool:
    """Whether most lines of the code stand in a neighbour, whatever their quotes and prompts."""
    lines = [line for line in map(_bare, block.text.split("\n")[1:]) if line]
    text = "\n".join(_bare(side.text) for side in near(unit, translation))
    return not lines or sum(line in text for line in lines) >= _MOST_LINES * len(lines)


def _bare(code: str) -> str:
    return "".join(char for char in code if char.isalnum()).casefold()
