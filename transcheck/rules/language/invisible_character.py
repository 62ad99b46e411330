"""An invisible character stands where the orthography has no use for it.

Machine translation and word processors leave zero-width spaces, soft hyphens and byte order marks behind.
Nobody sees them, but a search does not find the word, a link leads nowhere, and no-break spaces before a list
marker turn the item into running text.  Joiners inside Persian and Indic words, in emoji, the ideographic space
of Japanese and Chinese, and direction marks beside right-to-left words are right, and pass.

## Example

```markdown target
Los modelos basados \u200b\u200ben energía aprenden.
```

## Use instead

```markdown target
Los modelos basados en energía aprenden.
```

## Fix safety

Safe: the characters are deleted; an ideographic space and a separator of lines become a space.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence

from transcheck.locales.language import Language
from transcheck.locales.scripts import script_of
from transcheck.model.document import Document
from transcheck.model.finding import Dimension, Edit, Fix, Problem, Safety, Severity
from transcheck.model.text import Span
from transcheck.rule import Context, NoOptions, rule
from transcheck.syntax.characters import in_code, in_comment, label, visible, whereabouts

_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2028\u2029\u2060-\u2065\u206a-\u206f\u3000\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e007f\U000e0100-\U000e01ef]"
)
_INDENTED = re.compile(r"(?m)^[ \t>]*\xa0[ \t\xa0]*(?=(?:[-*+]|\d{1,3}[.)])[ \t])")
_JOINERS = "\u200c\u200d"
_DIRECTION_MARKS = "\u200e\u200f\u061c"
_BRACKETS = "{}%<>"
_LONGEST_INDENTATION = 40
_NEAR = 80
_SPACES = "\u2028\u2029\u3000"
_RIGHT_TO_LEFT = frozenset({"Arabic", "Hebrew", "Syriac", "Thaana", "Nko"})
_JOINED = frozenset(
    {"Arabic", "Syriac", "Mongolian", "Nko", "Devanagari", "Bengali", "Gurmukhi", "Gujarati", "Oriya", "Tamil"}
    | {"Telugu", "Kannada", "Malayalam", "Sinhala", "Khmer", "Myanmar", "Tibetan", "Tai_Tham", "Javanese", "Balinese"}
)
"""Scripts in whose words ZWNJ and ZWJ choose a form (Unicode Standard, 23.2, Cursive Connection and Ligatures)."""
_UNSPACED = frozenset({"Thai", "Lao", "Khmer", "Myanmar", "Tibetan", "Tai_Tham", "Tai_Le", "New_Tai_Lue", "Javanese"})
"""Scripts that mark the ends of words by U+200B, if at all (Unicode Standard, 6.2)."""
_VARIED = frozenset({"Han", "Common", "Mongolian", "Myanmar"})
_EAST_ASIAN = frozenset({"Han", "Hiragana", "Katakana", "Hangul", "Bopomofo"})


@rule(severity=Severity.WARNING, dimension=Dimension.LINGUISTIC, fix=Safety.SAFE)
def check(document: Document, ctx: Context[NoOptions]) -> Iterator[Problem]:
    for _run, matches in visible(document, _INVISIBLE):
        wrong = [match for match in matches if not _is_right(match, ctx.language)]
        if wrong:
            yield _problem(document.text, wrong, ctx.language)
    if "\xa0" in document.text:
        yield from map(_indentation, _indented(document))


def _problem(text: str, wrong: Sequence[re.Match[str]], language: Language) -> Problem:
    """One for a whole block, at its first character; what the orthography uses elsewhere weighs less."""
    kinds = list(dict.fromkeys(label(match[0]) for match in wrong))
    times = f" ({len(wrong)} times)" if len(wrong) > 1 else ""
    message = f"invisible {' and '.join(kinds)}{times} {whereabouts(text, Span(*wrong[0].span()))}"
    fix = Fix("Delete what cannot be seen", tuple(_edit(match) for match in wrong), Safety.SAFE)
    known = all(match[0] in language.joiners for match in wrong)
    return Problem(_run_of(wrong), message, fix=fix, severity=Severity.INFO if known else None)


def _run_of(wrong: Sequence[re.Match[str]]) -> Span:
    """The first match with those that follow it directly."""
    end = wrong[0].end()
    for match in wrong[1:]:
        end = match.end() if match.start() == end else end
    return Span(wrong[0].start(), end)


def _indented(document: Document) -> Iterator[Sequence[re.Match[str]]]:
    """Lines that no-break spaces indent before a list marker, those together that follow each other."""
    group: list[re.Match[str]] = []
    for match in _INDENTED.finditer(document.text, document.body_start):
        if not in_comment(document, match.start()) and not in_code(document, match.end()):
            if group and document.text.count("\n", group[-1].end(), match.start()) > 1:
                yield group
                group = []
            group.append(match)
    if group:
        yield group


def _indentation(matches: Sequence[re.Match[str]]) -> Problem:
    """What becomes an item and what stays text depends on the lines around, so there is no fix."""
    times = f" of {len(matches)} lines" if len(matches) > 1 else ""
    message = f"indentation{times} by U+00A0 NO-BREAK SPACE makes the list marker running text"
    return Problem(Span(*matches[0].span()), message, hint="indent by spaces")


def _edit(match: re.Match[str]) -> Edit:
    """The white space after what opens a line goes too, for it would make the line code."""
    text, span = match.string, Span(*match.span())
    line = text[max(0, span.start - _LONGEST_INDENTATION) : span.start].rsplit("\n", 1)[-1]
    if line.strip(" \t\u200b\ufeff"):
        return Edit(span, " " if match[0] in _SPACES else "")
    after = text[span.end : span.end + _LONGEST_INDENTATION]
    return Edit(Span(span.start, span.end + len(after) - len(after.lstrip(" \t"))), "")


def _is_right(match: re.Match[str], language: Language) -> bool:
    char, text = match[0], match.string
    before, after = _neighbour(text, match.start() - 1, -1), _neighbour(text, match.end(), 1)
    if char in _JOINERS:
        return _joins(char, before, after, text[max(0, match.start() - 1) : match.start()])
    if char in _DIRECTION_MARKS:
        return language.right_to_left or _near_right_to_left(text, match.start())
    if char == "\u200b":
        return _parts_words(before, after, language)
    if char == "\u3000":
        known = language.has_data and not language.ideographic_space
        return not known or not _EAST_ASIAN.isdisjoint(_scripts(before, after))
    if char == "\u00ad":
        return before.isalpha() and after.isalpha()
    return _selects(char, before)


def _neighbour(text: str, at: int, step: int) -> str:
    """The nearest character that is seen, in one direction; a space where there is none on the line."""
    while 0 <= at < len(text) and unicodedata.category(text[at]) in ("Cf", "Mn"):
        if unicodedata.category(text[at]) == "Mn" and script_of(text[at]) != "Inherited":
            break
        at += step
    return text[at] if 0 <= at < len(text) else " "


def _scripts(*chars: str) -> set[str]:
    return {script_of(char) for char in chars}


def _joins(char: str, before: str, after: str, previous: str) -> bool:
    """Whether a joiner stands within a word of a script that has joining forms, or within an emoji."""
    if char == "\u200d" and (_is_symbol(before) and _is_symbol(after)):
        return True
    inside = not before.isspace() and not after.isspace() and previous != char
    return inside and not _JOINED.isdisjoint(_scripts(before, after))


def _is_symbol(char: str) -> bool:
    return unicodedata.category(char) in ("So", "Sk", "Sm")


def _parts_words(before: str, after: str, language: Language) -> bool:
    """Where words are not spaced, beside emphasis that CJK would break, and in a template that must not be run."""
    if "\u200b" in language.joiners or not _UNSPACED.isdisjoint(_scripts(before, after)):
        return True
    if not language.word_spaces and (before in "*_" or after in "*_"):
        return True
    return before in _BRACKETS and after in _BRACKETS


def _near_right_to_left(text: str, at: int) -> bool:
    before = text[max(0, at - _NEAR) : at].rsplit("\n", 1)[-1]
    after = text[at : at + _NEAR].split("\n", 1)[0]
    return any(char.isalpha() and script_of(char) in _RIGHT_TO_LEFT for char in before + after)


def _selects(char: str, before: str) -> bool:
    """A variation selector or tag is right after what has variants: symbols, digits, ideographs, but no letters."""
    if not ("\ufe00" <= char <= "\ufe0f" or char >= "\U000e0000") or before.isspace():
        return False
    return not before.isalpha() or script_of(before) in _VARIED
