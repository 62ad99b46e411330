"""Whether something that a translation seems to lack stands elsewhere in it: moved, merged or spoilt by its markup."""

from collections import Counter
from collections.abc import Iterable, Iterator

from transcheck.model.block import Block, Segment
from transcheck.model.document import Document
from transcheck.model.facts import Token
from transcheck.model.normal import formula
from transcheck.model.unit import Translation, Unit

_NEAR = 5
_MOST_LINES = 0.6


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
    source = _visible(translation.source)
    target = _visible(translation.target)
    seen: Counter[str] = Counter()
    lost = []
    for name, image in named:
        seen[name] += 1
        if name and target.count(name) + seen[name] <= max(source.count(name), 1):
            lost.append(image)
    return lost


def _visible(document: Document | None) -> str:
    return squeezed("\n".join(block.text for block in document.blocks)) if document else ""


def near(unit: Unit, translation: Translation) -> Iterator[Segment]:
    """The targets of the units around."""
    index = next(n for n, other in enumerate(translation.units) if other is unit)
    for other in translation.units[max(0, index - _NEAR) : index + _NEAR + 1]:
        if other.target is not None and not other.hidden:
            yield other.target


def is_formula_near(block: Block, unit: Unit, translation: Translation) -> bool:
    """Whether the formulas of the block stand in a neighbour, in a longer formula, or among text for want of a `$`."""
    sides = list(near(unit, translation))
    if any(side.text.count("$$") % 2 for side in sides):
        return True
    keys = [formula(token.value) for token in block.facts.formulas]
    known = {formula(token.value) for side in sides for token in side.facts.formulas}
    text = formula(" ".join(side.text for side in sides).replace("$", ""))
    return all(key in known or (len(key) > _NEAR and key in text) for key in keys)


def is_code_near(block: Block, unit: Unit, translation: Translation) -> bool:
    """Whether most lines of the code stand in a neighbour."""
    lines = [line for line in map(squeezed, block.text.split("\n")) if line and not line.startswith(("```", "~~~"))]
    text = "\n".join(squeezed(side.text) for side in near(unit, translation))
    return not lines or sum(line in text for line in lines) >= _MOST_LINES * len(lines)
