"""A word stands twice in a row.

Writing the same word at the end of one line and the start of the next, or on both sides of a change,
is the slip that its own author reads over most easily, and it is the first thing a reader sees. What the
grammar doubles is no slip (`nous nous`, `yavaş yavaş`), nor what the source doubles too. Where a language
doubles adverbs freely, a doubled noun or verb is information only.

## Example

```markdown source
The output of the encoder is compared with the input.
```

```markdown target
La salida del codificador se compara con con la entrada.
```

## Use instead

```markdown target
La salida del codificador se compara con la entrada.
```

## Fix safety

Safe where the word is one that the language never doubles, as an article or a preposition; then the
second one goes. Unsafe for other words, which may be meant, and in headings, whose words links may name.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from operator import eq

from transcheck.locales.language import Language, Reduplication
from transcheck.locales.scripts import script_counts
from transcheck.model.block import Block, BlockKind, Segment
from transcheck.model.document import Document
from transcheck.model.finding import Confidence, Dimension, Edit, Fix, Problem, Safety, Severity
from transcheck.model.text import Span
from transcheck.rule import Context, NoOptions, rule

_SILENT = frozenset({BlockKind.CODE, BlockKind.MATH, BlockKind.HTML, BlockKind.TABLE, BlockKind.RULE})
_INSIDE = "'’ʼ\u200c\u200d\u2010-"
"""Marks that join letters into one word."""
_DOUBLED = re.compile(
    rf"(?<![\w{_INSIDE}])(?P<word>\S{{2,40}})[^\S\r\n]{{0,9}}(?:\r?\n)?[^\S\r\n]{{0,9}}(?<=\s)"
    rf"(?P<again>(?P=word))(?![\w{_INSIDE}])",
    re.I,
)
_BEFORE_SENTENCE = re.compile(r"(?:\A|[.!?:;…。？！؟۔।¿¡«“\"(\[])\W{0,9}\Z")
_LONGEST_LEAD = 12


@dataclass(frozen=True, slots=True)
class _Doubling:
    """`span` covers the word twice, `again` the later one with the space before it; `word` is casefolded."""

    block: Block
    word: str
    span: Span
    again: Span
    is_name: bool


@rule(severity=Severity.WARNING, dimension=Dimension.LINGUISTIC, fix=Safety.UNSAFE)
def check(document: Document, ctx: Context[NoOptions]) -> Iterator[Problem]:
    known = ctx.language
    if not known.word_spaces or not known.function_words:
        return
    found = [one for block in document.blocks if _may_double(block) for one in _doublings(block, document)]
    counts = Counter(one.word for one in found)
    for one in found:
        if not _is_grammar(one.word, known, counts) and not _is_meant(one, ctx):
            yield _problem(one, known)


def _may_double(block: Block) -> bool:
    """Whether two neighbours are alike but for what stands between them: the expression is for those few."""
    words = block.facts.words
    return block.kind not in _SILENT and any(map(eq, words, words[1:]))


def _doublings(block: Block, document: Document) -> Iterator[_Doubling]:
    for piece in block.facts.plain_pieces:
        for match in _DOUBLED.finditer(piece.text):
            word, again = match["word"], match["again"]
            between = Span(match.end("word"), match.start("again")).shifted(piece.start).of(document.text)
            if not between.isspace() or not _is_whole(piece.text, match) or not _are_alike(piece.text, match):
                continue
            span, second = Span(*match.span()), Span(match.end("word"), match.end())
            is_name = again[0].isupper()
            yield _Doubling(block, word.casefold(), span.shifted(piece.start), second.shifted(piece.start), is_name)


def _is_whole(text: str, match: re.Match[str]) -> bool:
    """Whether it is a word, and no vowel sign of an Indic script or Arabic mark on either side belongs to it."""
    around = text[max(0, match.start() - 1) : match.start()] + text[match.end() : match.end() + 1]
    letters = all(char.isalpha() or char in _INSIDE or _is_mark(char) for char in match["word"])
    return letters and not any(map(_is_mark, around))


def _is_mark(char: str) -> bool:
    return unicodedata.category(char).startswith("M")


def _are_alike(text: str, match: re.Match[str]) -> bool:
    """Whether the case is the same, but for the capital that begins a sentence."""
    if match["word"] == match["again"]:
        return True
    lead = text[max(0, match.start() - _LONGEST_LEAD) : match.start()]
    return match["again"].islower() and _BEFORE_SENTENCE.search(lead) is not None


def _is_grammar(word: str, known: Language, counts: Counter[str]) -> bool:
    """Whether the language doubles the word, as far as one can tell; what a document doubles twice is meant."""
    if word in known.repeatable_words:
        return True
    if word in known.function_words or known.scripts.isdisjoint(script_counts(word)):
        return False
    return known.reduplication is Reduplication.FREE or (
        known.reduplication is Reduplication.ADVERBS and counts[word] > 1
    )


def _is_meant(one: _Doubling, ctx: Context[NoOptions]) -> bool:
    """Whether the source doubles a word there, or says "layer by layer"; without a source it may be a name."""
    references = _references(one.block, ctx)
    known = ctx.language
    surely = one.word in known.function_words
    if one.is_name and not references and not surely:
        return True
    adverbs = known.reduplication is not Reduplication.NONE and not surely
    return any(_doubles(side.facts.words, ctx.source_language, by=adverbs) for side in references)


def _references(block: Block, ctx: Context[NoOptions]) -> tuple[Segment, ...]:
    units = ctx.translation.units if ctx.translation else ()
    return next((unit.references for unit in units if unit.target and block in unit.target.blocks), ())


def _doubles(words: tuple[str, ...], known: Language, *, by: bool) -> bool:
    if any(map(eq, words, words[1:])):
        return True
    apart = (word for word, third in zip(words, words[2:], strict=False) if word == third)
    return by and any(word not in known.function_words for word in apart)


def _problem(one: _Doubling, known: Language) -> Problem:
    surely = one.word in known.function_words
    is_safe = surely and one.block.kind is not BlockKind.HEADING
    in_doubt = not surely and known.reduplication is not Reduplication.NONE
    return Problem(
        one.span,
        f'the word "{one.word}" stands twice in a row',
        fix=Fix("Delete the second one", (Edit(one.again, ""),), Safety.SAFE if is_safe else Safety.UNSAFE),
        severity=Severity.INFO if in_doubt else None,
        confidence=Confidence.LOW if in_doubt else Confidence.MEDIUM if one.is_name else None,
    )
