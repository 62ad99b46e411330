"""A bracket or a quotation mark has no partner.

The reader looks for the end of what was opened and does not find it. Often the partner was lost with a
piece of the sentence, so it is worth a look at the source. A pair may span formulas, links and the
paragraphs that follow; apostrophes, inches, the labels of lists, smileys and intervals are no pairs.
Where the language opens questions with a mark of their own, that mark is wanted, too.

## Example

```markdown source
The loss (see the figure) falls with every step.
```

```markdown target
La pérdida (véase la figura cae con cada paso.
```

## Use instead

```markdown target
La pérdida (véase la figura) cae con cada paso.
```
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from transcheck.locales.identify import function_word_share
from transcheck.model.block import Block
from transcheck.model.document import Document
from transcheck.model.finding import Dimension, Problem, Severity
from transcheck.model.gather import counted, gathered
from transcheck.model.text import Span
from transcheck.rule import Context, NoOptions, rule

_BRACKETS = (("(（", ")）"), ("[［", "]］"), ("「", "」"), ("『", "』"), ("【", "】"), ("《", "》"), ("〈", "〉"))
# The quotation marks of one family open in one language and close in another, so only their number tells.
_QUOTES = ('"“”„‟＂', "«»", "‹›")
_REACH = 6
"""How many blocks of prose further a partner may stand."""

# Broken formulas, code, links and tags, of which other rules speak: what seems unpaired is theirs.
_BROKEN = re.compile(r"\$|\\[A-Za-z]{2}|`|\]\(|<[A-Za-z/]|[{}]")
_BROKEN_LINK = re.compile(r"\]\s?https?:")
# Between characters that need no spaces a number is a label, too.
_LABEL = re.compile(r"(?:(?:\A|[\s,;:.、，；。])(?:[ivxIVX]{1,4}|[^\W\d_]|\d{1,2})|[^\W\d_a-zA-Z]\d{1,2})\Z")
_SMILEY = re.compile(r"(?:\A|[\s\W])[:;=][-']?\Z")
_INTERVAL = re.compile(r"[\[(\]]\s*[-+−]?[\w.∞]{0,8}\s*[,;]\s*[-+−]?[\w.∞]{0,8}\s*[\])\[]")
_SENTENCE_END = re.compile(r"[.:;…]\s")
_NEAR = 8


@dataclass(frozen=True, slots=True)
class _Lonely:
    """How many marks of a family (one of `_BRACKETS` or `_QUOTES`) are too many in a block; closing ones below 0."""

    block: int
    family: tuple[str, str]
    count: int


@rule(severity=Severity.WARNING, dimension=Dimension.LINGUISTIC)
def check(document: Document, ctx: Context[NoOptions]) -> Iterator[Problem]:
    if not ctx.language.has_data:
        return
    blocks = [block for block in document.blocks if block.kind.is_prose]
    texts = [block.facts.plain_pieces[0].text for block in blocks]
    told: set[int] = set()
    for one in sorted((*_brackets(blocks, texts), *_quotes(blocks, texts)), key=lambda one: one.block):
        if one.block not in told:
            told.add(one.block)
            yield _problem(one, blocks[one.block])
    if ctx.language.opening_punctuation:
        yield from _unopened(blocks, ctx)


def _problem(one: _Lonely, block: Block) -> Problem:
    at = block.span.start + _place(one, block)
    span = Span(at, at + 1)
    mark = block.text[at - block.span.start]
    if one.family in _BRACKETS:
        return Problem(span, f'"{mark}" is never closed' if one.count > 0 else f'"{mark}" closes nothing')
    return Problem(span, f"the quotation mark {mark} has no partner")


def _brackets(blocks: Sequence[Block], texts: Sequence[str]) -> Iterator[_Lonely]:
    """Brackets without a partner in their block or in the blocks that follow."""
    waiting: list[_Lonely] = []
    for index, (block, text) in enumerate(zip(blocks, texts, strict=True)):
        for family in (family for family in _BRACKETS if _has(text, "".join(family))):
            count = _too_many(block, text, family)
            while count < 0 and (opened := _waiting_for(index, family, waiting)) is not None:
                waiting.remove(opened)
                if opened.count > 1:
                    waiting.append(replace(opened, count=opened.count - 1))
                count += 1
            if count > 0:
                waiting.append(_Lonely(index, family, count))
            elif count < 0:
                yield _Lonely(index, family, count)
    yield from waiting


def _waiting_for(index: int, family: tuple[str, str], waiting: Sequence[_Lonely]) -> _Lonely | None:
    return next((one for one in waiting if one.family == family and index - one.block <= _REACH), None)


def _too_many(block: Block, text: str, family: tuple[str, str]) -> int:
    """Opening brackets less closing ones, in the text and in the block as it stands, formulas and links included."""
    if not _net(text, family) or not _net(block.text, family) or _is_broken(block, text):
        return 0
    text = _INTERVAL.sub(lambda match: " " * len(match[0]), text)
    net = _net(text, family)
    asides = sum(_is_aside(text, at) for at in _places(text, family[net < 0]))
    return min(0, net + asides) if net < 0 else max(0, net - asides)


def _net(text: str, family: tuple[str, str]) -> int:
    opening, closing = family
    return sum(map(text.count, opening)) - sum(map(text.count, closing))


def _has(text: str, marks: str) -> bool:
    return any(map(text.__contains__, marks))


def _places(text: str, marks: str) -> Iterator[int]:
    return (at for at, char in enumerate(text) if char in marks)


def _is_aside(text: str, at: int) -> bool:
    """Whether the bracket is that of a label, `a)`, or of a smiley."""
    before = text[max(0, at - _NEAR) : at]
    label = text[at] in ")）]" and _LABEL.search(before)
    return bool(label or (text[at] in "()[]" and _SMILEY.search(before)))


def _is_broken(block: Block, text: str) -> bool:
    dollars = block.text.count("$") - block.text.count(r"\$")
    return dollars % 2 == 1 or bool(_BROKEN.search(text) or _BROKEN_LINK.search(block.text))


def _quotes(blocks: Sequence[Block], texts: Sequence[str]) -> Iterator[_Lonely]:
    """An odd number of the quotation marks of a family, unless the quotation goes on in the next blocks."""
    for family in _QUOTES:
        odd = [index for index, text in enumerate(texts) if _is_odd(blocks[index], text, family)]
        while odd:
            index = odd.pop(0)
            if odd and odd[0] - index <= _REACH and _is_opened(texts[index], family):
                odd.pop(0)
            else:
                yield _Lonely(index, (family, family), 1)


def _is_odd(block: Block, text: str, family: str) -> bool:
    if not sum(map(text.count, family)) % 2 or _is_broken(block, text):
        return False
    return not any(_is_inch(text, at) for at in _places(text, family))


def _is_inch(text: str, at: int) -> bool:
    """Whether the mark stands for inches, or within a word, as Hebrew's acronyms have it."""
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    return text[at] in '"”' and (before.isdigit() or (before.isalpha() and after.isalpha()))


def _is_opened(text: str, family: str) -> bool:
    """Whether the last mark begins a quotation."""
    last = max(_places(text, family))
    return not text[last - 1 : last].strip() or last == 0


def _place(one: _Lonely, block: Block) -> int:
    """Where in the block the first mark without a partner stands, as far as one can tell."""
    text = block.facts.plain_pieces[0].text
    opening, closing = one.family
    if opening == closing:
        return _place_of_quote(text, opening)
    open_at: list[int] = []
    for at in _places(text, opening + closing):
        if text[at] in opening:
            open_at.append(at)
        elif open_at:
            open_at.pop()
        elif one.count < 0 and not _is_aside(text, at):
            return at
    return open_at[0] if open_at else next(_places(text, opening + closing))


def _place_of_quote(text: str, family: str) -> int:
    """The first mark that does not take its turn in opening and closing, or the last."""
    places = list(_places(text, family))
    for turn, at in enumerate(places):
        opens = not text[at - 1 : at].strip() and bool(text[at + 1 : at + 2].strip())
        closes = bool(text[at - 1 : at].strip()) and not text[at + 1 : at + 2].strip()
        if turn % 2 and opens:
            return places[turn - 1]
        if not turn % 2 and closes:
            return at
    return places[-1]


def _unopened(blocks: Sequence[Block], ctx: Context[NoOptions]) -> Iterator[Problem]:
    """Questions and exclamations of the language itself that nothing opens."""
    marks = ctx.language.opening_punctuation
    for places in gathered([list(_unopened_in(block, ctx)) for block in blocks]):
        at, closing = places[0]
        message = f'"{closing}" has no "{marks[closing]}" before it'
        yield Problem(Span(at, at + 1), message, hint=counted(places))


def _unopened_in(block: Block, ctx: Context[NoOptions]) -> Iterator[tuple[int, str]]:
    marks = ctx.language.opening_punctuation
    text = block.facts.plain_pieces[0].text
    if not _has(text, "".join(marks)):
        return
    start, is_open = 0, False
    for at in _places(text, "".join((*marks, *marks.values()))):
        if text[at] in marks.values():
            is_open = True
        elif _ends_sentence(text, at):
            if not is_open and _is_own(text[start:at], ctx):
                yield block.span.start + at, text[at]
            start, is_open = at + 1, False


def _ends_sentence(text: str, at: int) -> bool:
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    return (before.isalpha() or before in tuple(')]»”"*')) and not after.isalnum() and after not in tuple("=!?[(")


def _is_own(text: str, ctx: Context[NoOptions]) -> bool:
    """Whether the sentence that ends here has more of the language's words than of the source language's."""
    sentence = _SENTENCE_END.split(text)[-1]
    own, source = (function_word_share(sentence, tag) for tag in (ctx.language.tag, ctx.corpus.source_locale))
    return own > source
