"""A punctuation mark lacks the no-break space that the language puts beside it.

French puts a space before a colon or a question mark. An ordinary one lets the mark begin a line of its
own on a narrow screen, and none at all reads as English. English sentences quoted in the text are left
alone. A document that writes so throughout is told once.

## Example

```markdown target fr
Pourquoi ce réseau apprend-il ? Voici la réponse : « il descend la pente ».
```

## Use instead

```markdown target fr
Pourquoi ce réseau apprend-il\u202f? Voici la réponse\u00a0: «\u00a0il descend la pente\u00a0».
```

## Fix safety

Replaces an ordinary space by a no-break one, or puts one where there is none; no word and no mark changes.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from transcheck.locales.identify import function_word_share
from transcheck.locales.language import Language
from transcheck.model.block import Block, BlockKind
from transcheck.model.document import Document
from transcheck.model.finding import Dimension, Edit, Fix, Problem, Safety, Severity
from transcheck.model.gather import counted, gathered
from transcheck.model.text import Span
from transcheck.rule import Context, NoOptions, rule

# Not headings: their identifiers, which links name, are made of their text.
_RUNNING_TEXT = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.FOOTNOTE})
_EMOJI = re.compile(r":[\w+-]{1,40}\Z")
_SPACES = " \t\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a"
_ENDS_WORD = frozenset(')]”’"%»*')
_CLOSING_QUOTES = "»›"
_SENTENCE = 80
_SENTENCE_START = re.compile(r"[.!?:;«»\n]")


@rule(severity=Severity.INFO, dimension=Dimension.LOCALE, fix=Safety.SAFE)
def check(document: Document, ctx: Context[NoOptions]) -> Iterator[Problem]:
    known = ctx.language
    if not known.no_break_before and not known.no_break_after:
        return
    prose = [block for block in document.blocks if block.kind in _RUNNING_TEXT]
    for edits in gathered([list(_edits(block, document, ctx)) for block in prose]):
        yield _problem(edits, document, known)


def _problem(edits: Sequence[Edit], document: Document, known: Language) -> Problem:
    found = {_mark(edit, document, known) for edit in edits}
    marks = " ".join(mark for mark in (*known.no_break_before, *known.no_break_after) if mark in found)
    first = edits[0].span
    span = Span(first.start - 1, first.end) if first.start == first.end else first
    fix = Fix("Put no-break spaces", tuple(edits), Safety.SAFE)
    return Problem(span, f"the no-break space beside {marks} is missing", hint=counted(edits), fix=fix)


def _mark(edit: Edit, document: Document, known: Language) -> str:
    opening = document.text[edit.span.start - 1]
    return opening if opening in known.no_break_after else document.text[edit.span.end]


def _edits(block: Block, document: Document, ctx: Context[NoOptions]) -> Iterator[Edit]:
    known = ctx.language
    for piece in block.facts.plain_pieces:
        for match in _marks("".join(known.no_break_before), "".join(known.no_break_after)).finditer(piece.text):
            at = piece.start + match.start()
            if match["after"]:
                edit = _edit_after(at + 1, document.text, known.no_break_after[match["after"]], known)
            else:
                edit = _edit_before(at, match, document.text, known)
            if edit is not None and not _is_english(match, ctx):
                yield edit


@cache
def _marks(before: str, after: str) -> re.Pattern[str]:
    """A mark that ends a word, and a mark that begins one."""
    ends = (
        rf"(?P<before>[{re.escape(before)}])(?=[!?:;]{{0,3}}(?:[\s)\]»”\"'.,…]|\Z))" if before else r"(?P<before>(?!))"
    )
    begins = rf"(?P<after>[{re.escape(after)}])" if after else r"(?P<after>(?!))"
    return re.compile(f"{ends}|{begins}")


def _edit_before(at: int, match: re.Match[str], text: str, known: Language) -> Edit | None:
    space = known.no_break_before[match["before"]]
    start = at
    while start and text[start - 1] in _SPACES:
        start -= 1
    if start < at:
        return Edit(Span(start, at), space) if text[start - 1 : start].strip() else None
    previous = match.string[match.start() - 1 : match.start()]
    ends = previous.isalnum() or previous in _ENDS_WORD or (match["before"] in _CLOSING_QUOTES and previous in ".…?!")
    is_emoji = match["before"] == ":" and _EMOJI.search(match.string, max(0, match.start() - 42), match.start())
    return Edit(Span(at, at), space) if previous and ends and not is_emoji else None


def _edit_after(at: int, text: str, space: str, known: Language) -> Edit | None:
    end = at
    while end < len(text) and text[end] in _SPACES:
        end += 1
    follows = text[end : end + 1]
    if not follows.strip() or follows in known.no_break_spaces or (end == at and not follows.isalnum()):
        return None
    return Edit(Span(at, end), space)


def _is_english(match: re.Match[str], ctx: Context[NoOptions]) -> bool:
    """Whether the sentence before the mark has more words of the source language's grammar than of its own."""
    if match["after"] or match["before"] in _CLOSING_QUOTES:
        return False
    sentence = _SENTENCE_START.split(match.string[max(0, match.start() - _SENTENCE) : match.start()])[-1]
    source, own = (function_word_share(sentence, tag) for tag in (ctx.corpus.source_locale, ctx.language.tag))
    return source > own
