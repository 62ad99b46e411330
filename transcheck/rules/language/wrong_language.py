"""A passage is in another language than the document, and not in the source's.

A paragraph that was pasted from another translation is as good as missing: nobody who reads this language can
read it, and everybody sees it.

## Example

```markdown target
Сеть учится представлять данные так, чтобы по ним можно было предсказать ответ, и ошибка при этом падает.
```

## Use instead

```markdown target
La red aprende a representar los datos de tal modo que se pueda predecir la respuesta, y el error baja.
```
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from transcheck.lazy import lazy
from transcheck.locales.identify import function_word_share, guess
from transcheck.locales.language import Language, language
from transcheck.locales.scripts import script_counts
from transcheck.locales.tags import same_language
from transcheck.model.block import Block, BlockKind, Segment
from transcheck.model.document import Document
from transcheck.model.finding import Dimension, Problem, Severity
from transcheck.rule import Context, NoOptions, rule

_FEWEST_LETTERS = 60
_FEWEST_IDEOGRAPHS = 20
_FEWEST_WORDS = 10
_OWN_ENOUGH = 0.12
"""The share of function words from which on a text is in the language, whatever else stands in it."""
_SURE_AT_A_GLANCE = 0.3
_FOREIGN_SHARE = 0.3
_FOREIGN_ENOUGH = 0.08
_DENSE = frozenset({"Han", "Hiragana", "Katakana", "Hangul"})
_WHOLE_DOCUMENT = 0.6
_FEWEST_PASSAGES = 4


@rule(severity=Severity.ERROR, dimension=Dimension.LINGUISTIC)
def check(document: Document, ctx: Context[NoOptions]) -> Iterator[Problem]:
    if document.is_source and not document.head.path_locale:
        return  # a file beside the languages' folders may be in any of them
    reader = _Reader(ctx.language, ctx.source_language, _others(ctx))
    passages = list(_passages(document))
    read = [(passage, name) for passage in passages if (name := reader.foreign(passage))]
    long = sum(_length(passage) >= _FEWEST_LETTERS for passage in passages)
    if len(read) >= max(_FEWEST_PASSAGES, _WHOLE_DOCUMENT * long):
        names = " and ".join(dict.fromkeys(name for _, name in read))
        message = f"{len(read)} of {long} longer passages are in {names}, not in {ctx.language.name}"
        yield Problem(read[0][0].span, message)
        return
    for passage, name in read:
        yield Problem(passage.span, f'passage in {name}, not in {ctx.language.name}: "{_opening(passage)}"')


def _length(passage: Segment) -> int:
    return sum(len(block.facts.plain) for block in passage.blocks)


def _opening(passage: Segment) -> str:
    text = passage.facts.plain
    return text if len(text) <= 40 else text[:40].rstrip() + "…"


def _passages(document: Document) -> Iterator[Segment]:
    """Each block of prose alone, but short items of a list together; quotations are in any language."""
    items: list[Block] = []
    for block in document.blocks:
        is_short = block.kind is BlockKind.LIST_ITEM and len(block.text) < 2 * _FEWEST_LETTERS
        if items and not is_short:
            yield Segment(tuple(items))
            items = []
        if is_short and not _is_quoted(document, block):
            items.append(block)
        elif block.kind.is_prose and not _is_quoted(document, block):
            yield Segment((block,))
    if items:
        yield Segment(tuple(items))


def _is_quoted(document: Document, block: Block) -> bool:
    start = document.text.rfind("\n", 0, block.span.start) + 1
    return ">" in document.text[start : block.span.start]


def _others(ctx: Context[NoOptions]) -> tuple[Language, ...]:
    """The corpus's other languages: what is pasted by mistake comes from a neighbour's folder."""
    own, source = ctx.language.tag, ctx.source_language.tag
    tags = (tag for tag in ctx.corpus.locales if not same_language(tag, own) and not same_language(tag, source))
    return tuple(language(tag) for tag in tags)


def _known(blocks: Sequence[Sequence[str]], one: Language) -> int:
    """How many of the words of the blocks are function words of the language."""
    return sum(sum(map(one.function_words.__contains__, words)) for words in blocks)


@dataclass(frozen=True)
class _Reader:
    """Tells of a block which language it is in, if that is neither its document's nor the source's."""

    own: Language
    source: Language
    others: tuple[Language, ...]

    @lazy
    def rivals(self) -> tuple[Language, ...]:
        """The others whose words may stand among its own: they share a script."""
        return tuple(other for other in self.others if not other.scripts.isdisjoint(self.own.scripts))

    def foreign(self, passage: Segment) -> str:
        """The name of the language or script; empty where the passage is as it should be, or in doubt."""
        if _length(passage) < _FEWEST_IDEOGRAPHS or self._is_own_at_a_glance(passage):
            return ""
        text = passage.facts.plain
        counts = script_counts(text)
        return self._by_script(text, counts) or self._by_words(text, counts)

    def _is_own_at_a_glance(self, passage: Segment) -> bool:
        blocks = [block.facts.words for block in passage.blocks]
        own, count = _known(blocks, self.own), sum(map(len, blocks))
        return own > _SURE_AT_A_GLANCE * count or (
            own >= _OWN_ENOUGH * count > 0 and all(own >= _known(blocks, other) for other in self.rivals)
        )

    def _by_script(self, text: str, counts: dict[str, int]) -> str:
        """A script that neither language uses holds enough of the letters."""
        total = sum(counts.values())
        usual = self.own.scripts | self.source.scripts
        foreign = {script: count for script, count in counts.items() if script not in usual}
        most = max(foreign, key=lambda script: foreign[script], default="")
        few = _FEWEST_IDEOGRAPHS if most in _DENSE else _FEWEST_LETTERS
        count = sum(foreign.values())
        if not self.own.scripts or count < few or count < _FOREIGN_SHARE * total:
            return ""
        if self._own_share(text) >= _OWN_ENOUGH / 2 or sum(counts.get(s, 0) for s in self.own.scripts - usual) > count:
            return ""
        return self._named(text, most)

    def _named(self, text: str, script: str) -> str:
        tags = tuple(other.tag for other in self.others if script in other.scripts)
        tag = guess(text, tags) if tags else None
        is_sure = tag and (script in _DENSE or function_word_share(text, tag) >= _FOREIGN_ENOUGH)
        return language(tag).name if tag and is_sure else f"the {script.replace('_', ' ')} script"

    def _own_share(self, text: str) -> float:
        return function_word_share(text, self.own.tag)

    def _by_words(self, text: str, counts: dict[str, int]) -> str:
        """Another language of the corpus that uses the same letters, or the source's."""
        total = sum(counts.values())
        if not self.own.has_data or total < _FEWEST_IDEOGRAPHS:
            return ""
        found = [other for other in self.others if self._is_in(text, other, counts, total)]
        return max(found, key=lambda other: function_word_share(text, other.tag)).name if found else ""

    def _is_in(self, text: str, other: Language, counts: dict[str, int], total: int) -> bool:
        """Only where it is in the other and neither in its own nor in the source's language."""
        if not other.has_data or sum(counts.get(script, 0) for script in other.scripts) < total / 2:
            return False
        rivals = {self.own.tag, self.source.tag}
        if "Han" in other.scripts:
            return all(guess(text, (other.tag, rival)) == other.tag for rival in rivals)
        share = function_word_share(text, other.tag)
        if total < _FEWEST_LETTERS or len(text.split()) < _FEWEST_WORDS or share < _FOREIGN_ENOUGH:
            return False
        less = all(function_word_share(text, rival) < share / 2 for rival in rivals)
        return less and all(guess(text, (other.tag, rival)) == other.tag for rival in rivals)
