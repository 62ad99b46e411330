"""Words of a text in any script; a run of characters without spaces is one."""

import re
from functools import lru_cache
from unicodedata import category

_MARKS = "".join(chr(code) for code in range(0x300, 0x1D00) if category(chr(code)).startswith("M"))
"""Combining marks, which a word character of `re` is not, though vowel signs of Indic scripts are part of words."""
_LETTER = rf"[^\W\d_][{_MARKS}]*"
_WORD = re.compile(rf"(?:{_LETTER})+(?:['’\u200c-](?:{_LETTER})+)*")
_UNMARKED_WORD = re.compile(r"[^\W\d_]+(?:['’\u200c-][^\W\d_]+)*")
_ASCII_WORD = re.compile(r"[a-z]+(?:['-][a-z]+)*")
_MARK = re.compile(f"[{_MARKS}]")


@lru_cache(maxsize=5_000)
def words_of(plain: str) -> tuple[str, ...]:
    """The case-folded words of a text in order; kept, for the comments of every locale repeat the source's texts."""
    text = plain.casefold()
    if text.isascii():
        return tuple(_ASCII_WORD.findall(text))
    return tuple((_WORD if _MARK.search(text) else _UNMARKED_WORD).findall(text))
