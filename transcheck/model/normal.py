"""Text and formulas folded for comparison, from the strictest to the loosest."""

import html
import re
from functools import lru_cache

_MARKER = re.compile(r"(?m)^[ \t]*(?:(?:#{1,6}(?=\s|$)|[-*+](?=\s)|\d{1,9}[.)](?=\s)|>+)[ \t]*)+")
_LINK_TARGET = re.compile(r"\]\s?\([^()\n]{0,2000}(?:\([^()\n]{0,200}\)[^()\n]{0,500}){0,4}\)")
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,2000}>")
_ATTRIBUTES = re.compile(r"\s*\{[:#.][^{}\n]{0,200}\}\s*$")
_ESCAPE = re.compile(r"\\(?=[^\w\s])|\\(?=[_*])")
_EMPHASIS = re.compile(r"[*`~\[\]]|!(?=\[)|(?<![^\W_])_+|_+(?![^\W_])")
_FOLDS = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′`´ʼ", "'"),
        **dict.fromkeys("“”„‟″«»", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **dict.fromkeys("\u00a0\u3000\u2009\u202f\u200b", " "),
        "…": "...",
        "\ufeff": None,
    }
)


def folded_space(text: str) -> str:
    """`text` with each run of white space one space."""
    return " ".join(text.split())


@lru_cache(maxsize=20_000)
def form(text: str) -> str:
    """`text` without what is only form: markers, emphasis, escapes, link targets, kinds of quotes and dashes.

    The list is what translators' comments and a moving source were seen to differ in without a change
    of a word (DESIGN.md section 4).
    """
    text = _LINK_TARGET.sub("]", _MARKER.sub("", text))
    text = _ATTRIBUTES.sub("", _TAG.sub(" ", text))
    if "&" in text:
        text = html.unescape(text)
    text = _EMPHASIS.sub("", _ESCAPE.sub("", text.translate(_FOLDS)))
    return re.sub(r"-{2,}", "-", folded_space(text))


@lru_cache(maxsize=20_000)
def letters(text: str) -> str:
    """The letters and digits of `form(text)`, case folded."""
    return "".join(char for char in form(text) if char.isalnum()).casefold()


_TEX_TEXT = re.compile(r"\\(?:text|mathrm|textrm|mbox|textit|textbf|operatorname\*?|hbox)\s*\{([^{}]*)\}")
_TEX_SPACE = re.compile(r"\\[,;:!> ]|\\(?:quad|qquad|displaystyle|left|right|limits|nolimits|big|Big|bigg|Bigg)(?![A-Za-z])|&nbsp;|[\s~]+")
_TEX_SAME = (
    (re.compile(r"\\(?:vect|boldsymbol|mathbf|bm|pmb|vec|bf)(?![A-Za-z])"), r"\\b"),
    (re.compile(r"\\(?:lbrace)(?![A-Za-z])"), r"\\{"),
    (re.compile(r"\\(?:rbrace)(?![A-Za-z])"), r"\\}"),
    (re.compile(r"\\(?:lvert|rvert|vert|mid)(?![A-Za-z])"), "|"),
    (re.compile(r"\\(?:lVert|rVert|Vert)(?![A-Za-z])"), r"\\|"),
    (re.compile(r"\\(?:dots|ldots|cdots|dotsc|dotsb)(?![A-Za-z])|…|\.\.\."), r"\\dots"),
    (re.compile(r"\\(?:leq)(?![A-Za-z])|≤"), r"\\le"),
    (re.compile(r"\\(?:geq)(?![A-Za-z])|≥"), r"\\ge"),
    (re.compile(r"\\(?:neq)(?![A-Za-z])|≠"), r"\\ne"),
    (re.compile(r"\\(?:to)(?![A-Za-z])"), r"\\rightarrow"),
    (re.compile(r"\\(?:ast)(?![A-Za-z])"), "*"),
    (re.compile(r"\\(?:lt)(?![A-Za-z])|&lt;"), "<"),
    (re.compile(r"\\(?:gt)(?![A-Za-z])|&gt;"), ">"),
    (re.compile(r"\\([*_|%#&$])(?=.)"), r"\1"),
)
_TEX_SIGNS = str.maketrans({"（": "(", "）": ")", "，": ",", "。": ".", "：": ":", "＝": "=", "＋": "+", "－": "-",
                            "−": "-", "’": "'", "‘": "'", "′": "'", "、": ",", "；": ";", "｜": "|", "；": ";"})  # fmt: skip


@lru_cache(maxsize=40_000)
def formula(tex: str) -> str:
    """TeX folded so that two spellings of one formula are equal.

    White space, spacing commands, the words in `\\text{}`, trailing punctuation, native digits, full-width
    signs, macros that print alike and braces around one character do not count; all else does.
    """
    tex = _TEX_TEXT.sub(r"\\text", tex.translate(_TEX_SIGNS))
    if not tex.isascii():
        tex = "".join(str(int(char)) if char.isdecimal() else char for char in tex)
    for pattern, same in _TEX_SAME:
        tex = pattern.sub(same, tex)
    tex = _TEX_SPACE.sub("", tex)
    tex = re.sub(r"\{([A-Za-z0-9])\}", r"\1", tex).replace("\\\\", "\\\\")
    return tex.strip(".,;:")
