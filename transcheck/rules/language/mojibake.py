"""Text was decoded with the wrong encoding.

UTF-8 that was once read as Windows-1252 or as Windows-1251 shows `Ã©` for `é` and `РїСЂ` for `пр`, and U+FFFD
stands for a byte that nobody could read.  A reader has to guess the word, and a search will never find it.
Code is let alone, for it shows what it prints, and so is a text that speaks of U+FFFD.

## Example

```markdown target
La red aprende una representaciÃ³n.
```

## Use instead

```markdown target
La red aprende una representación.
```
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

from transcheck.locales.identify import function_word_share
from transcheck.locales.language import Language
from transcheck.locales.scripts import script_of
from transcheck.model.document import Document
from transcheck.model.finding import Dimension, Problem, Severity
from transcheck.model.text import Span
from transcheck.rule import Context, NoOptions, rule
from transcheck.syntax.characters import in_code, visible, word_around

_UTF8_LENGTHS = ((0xC2, 0xDF, 2), (0xE0, 0xEF, 3), (0xF0, 0xF4, 4))


def _as_read(byte: int, encoding: str) -> str:
    """What a byte was taken for; what the encoding leaves undefined stayed a control character."""
    try:
        return bytes((byte,)).decode(encoding)
    except UnicodeDecodeError:
        return chr(byte)


def _tail(encoding: str) -> str:
    """What an expression's brackets hold for the second and later bytes of UTF-8; C1 controls are Latin-1."""
    return "\x80-\x9f" + re.escape("".join(_as_read(byte, encoding) for byte in range(0x80, 0xC0)))


def _sequence(encoding: str) -> str:
    """An expression for UTF-8 sequences as `encoding` shows them."""
    tail, parts = _tail(encoding), []
    for first, last, size in _UTF8_LENGTHS:
        heads = re.escape("".join(_as_read(byte, encoding) for byte in range(first, last + 1)))
        parts.append(f"[{heads}][{tail}]{{{size - 1}}}")
    return f"(?:{'|'.join(parts)})"


_WESTERN, _CYRILLIC = "cp1252", "cp1251"
_TRIGGER = re.compile(rf"[\xc2-\xf4РС\ufffd][{_tail(_WESTERN)}{_tail(_CYRILLIC)}]|\ufffd")
_SUSPECT = re.compile(rf"(?P<{_WESTERN}>{_sequence(_WESTERN)}+)|(?P<{_CYRILLIC}>{_sequence(_CYRILLIC)}{{3,}})|\ufffd+")
# What may follow a capital letter in honest text: “MANHÔ, «À», Ã…; and an Ångström may be squared.
_PUNCTUATION = frozenset("‚„…‹›‘’“”•–—«»\xa0")
_AFTER_UNIT = frozenset("²³·")
_SINGLE_HEADS = frozenset("ÂÃÄÅ")
_SWAPPED = re.compile(r"\b[а-яё][А-ЯЁ]{2,}\b")
_EXCHANGED = (("cp1251", "koi8-r"), ("koi8-r", "cp1251"))
_FEWEST_FUNCTION_WORDS = 0.15


@rule(severity=Severity.ERROR, dimension=Dimension.LINGUISTIC)
def check(document: Document, ctx: Context[NoOptions]) -> Iterator[Problem]:
    for run, matches in visible(document, _SUSPECT) if _TRIGGER.search(document.text) else ():
        wrong = [(match, meant) for match in matches if (meant := _meant(match, ctx.language)) is not None]
        is_example = in_code(document, matches[0].start()) or "FFFD" in run.of(document.text)
        is_said = bool(document.head.defects) and all(not meant for _, meant in wrong)
        if wrong and not is_example and not is_said:
            yield _problem(document.text, wrong)
    if "Cyrillic" in ctx.language.scripts and ctx.language.function_words:
        yield from _exchanged(document, ctx.language)


def _problem(text: str, wrong: Sequence[tuple[re.Match[str], str]]) -> Problem:
    """One for a whole block, at its first character."""
    match, meant = wrong[0]
    span = Span(*match.span())
    word = word_around(text, span)
    more = f", and {len(wrong) - 1} more" if len(wrong) > 1 else ""
    if not meant:
        return Problem(span, f'U+FFFD stands for a character that could not be read: "{word.of(text)}"{more}')
    mended = text[word.start : span.start] + meant + text[span.end : word.end]
    return Problem(span, f'"{word.of(text)}" is "{mended}" read with the wrong encoding{more}')


def _meant(match: re.Match[str], language: Language) -> str | None:
    """What was written before it was misread; empty where nobody can tell, None where it is no mojibake."""
    if match[0][0] == "\ufffd":
        return ""
    encoding = match.lastgroup or ""
    meant = _decoded(match[0], encoding)
    if meant is None or not all(_is_plausible(char, language) for char in meant):
        return None
    return meant if encoding == _CYRILLIC or _is_strange(match, meant) else None


@lru_cache(maxsize=1_000)
def _decoded(text: str, encoding: str) -> str | None:
    try:
        return b"".join(_byte(char, encoding) for char in text).decode("utf-8")
    except UnicodeError:
        return None


def _byte(char: str, encoding: str) -> bytes:
    return bytes((ord(char),)) if "\x80" <= char <= "\x9f" else char.encode(encoding)


def _is_plausible(char: str, language: Language) -> bool:
    """Letters of the language, of Latin and the great scripts, punctuation, symbols, a byte order mark."""
    if not char.isalpha():
        return unicodedata.category(char)[0] in "PSZMN" or char in "\ufeff\u200b\u200c\u200d\u00ad"
    return char <= "\u024f" or "\u1e00" <= char <= "\u1eff" or script_of(char) in language.scripts | _GREAT


_GREAT = frozenset({"Cyrillic", "Greek", "Han", "Hiragana", "Katakana", "Hangul", "Arabic", "Hebrew", "Devanagari"})


def _is_strange(match: re.Match[str], meant: str) -> bool:
    """Whether no honest text would hold it: capitals before quotation marks and no-break spaces do occur."""
    head, tail = match[0][0], match[0].translate(_NO_LETTERS)
    is_quoted = _PUNCTUATION.issuperset(tail)
    if len(meant) == 1 and len(match[0]) == 2:
        inside = head.isupper() and match.string[max(0, match.start() - 1) : match.start()].islower()
        return head in _SINGLE_HEADS and (inside or not (is_quoted or (head == "Å" and tail in _AFTER_UNIT)))
    return "€" in tail or not is_quoted or len(meant) > 2


_NO_LETTERS = dict.fromkeys(range(0xC2, 0xF5))


def _exchanged(document: Document, language: Language) -> Iterator[Problem]:
    """KOI8-R and Windows-1251 taken for each other: capitals are small letters, and no word is Russian."""
    for run, matches in visible(document, _SWAPPED):
        text, word = run.of(document.text), matches[0][0]
        for read_as, written_as in _EXCHANGED if _share(text, language) < _FEWEST_FUNCTION_WORDS else ():
            if _share(_again(text, read_as, written_as), language) >= _FEWEST_FUNCTION_WORDS:
                message = f'"{word}" is "{_again(word, read_as, written_as)}" in {written_as} read as {read_as}'
                yield Problem(Span(*matches[0].span()), message)
                break


def _share(text: str, language: Language) -> float:
    return function_word_share(text, language.tag)


def _again(text: str, read_as: str, written_as: str) -> str:
    return text.encode(read_as, "replace").decode(written_as)
