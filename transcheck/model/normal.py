"""Text and formulas folded for comparison, from the strictest to the loosest."""

import html
import re
from functools import lru_cache

from transcheck.model.tex import joined_commands

_MARKER = re.compile(r"(?m)^[ \t]*(?:(?:#{1,6}(?=\s|$)|[-*+](?=\s)|\d{1,9}[.)](?=\s)|>+)[ \t]*)+")
_LINK_TARGET = re.compile(r"\]\s?\([^()\n]{0,2000}(?:\([^()\n]{0,200}\)[^()\n]{0,500}){0,4}\)")
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,2000}>")
_ATTRIBUTES = re.compile(r"\s*\{[:#.][^{}\n]{0,200}\}\s*$")
_ESCAPE = re.compile(r"\\(?=[^\w\s])|\\(?=[_*])")
# Every alternative begins with a literal character, so that the search can leap from one such to the next.
_EMPHASIS = re.compile(r"\*|`|~|\[|\]|!(?=\[)|_(?<![^\W_]_)_*|__*(?![^\W_])")
_NO_LETTER = re.compile(r"[\W_]+")
_DASHES = re.compile("--+")
_FOLDS = {
    **dict.fromkeys("‘’‚‛′`´ʼ", "'"),
    **dict.fromkeys("“”„‟″«»", '"'),
    **dict.fromkeys("‐‑‒–—―−", "-"),
    **dict.fromkeys("\u00a0\u3000\u2009\u202f\u200b", " "),
    "…": "...",
    "\ufeff": "",
}
_FOLDED = re.compile(f"[{''.join(_FOLDS)}]")
"""`str.translate` looks every character up, which costs twenty times as much beyond ASCII."""


def folded_space(text: str) -> str:
    """`text` with each run of white space one space."""
    return " ".join(text.split())


@lru_cache(maxsize=20_000)
def form(text: str) -> str:
    """`text` without what is only form: markers, emphasis, escapes, link targets, kinds of quotes and dashes.

    The list is what translators' comments and a moving source were seen to differ in without a change
    of a word (DESIGN.md section 4).
    """
    text = _MARKER.sub("", text)
    if "]" in text:
        text = _LINK_TARGET.sub("]", text)
    if "<" in text:
        text = _TAG.sub(" ", text)
    if "{" in text:
        text = _ATTRIBUTES.sub("", text)
    if "&" in text:
        text = html.unescape(text)
    text = _FOLDED.sub(lambda match: _FOLDS[match[0]], text)
    if "\\" in text:
        text = _ESCAPE.sub("", text)
    text = folded_space(_EMPHASIS.sub("", text))
    return _DASHES.sub("-", text) if "--" in text else text


@lru_cache(maxsize=20_000)
def letters(text: str) -> str:
    """The letters and digits of `form(text)`, case folded."""
    return _NO_LETTER.sub("", form(text)).casefold()


_TEX_TEXT = re.compile(
    r"\\(?:text(?:rm|it|bf|sf|tt)?|math(?:rm|sf|it)|mbox|hbox|tag|operatorname\*?)\s*\{(?:[^{}]|\{[^{}]*\})*\}"
)
_TEX_TOKEN = re.compile(r"\\[A-Za-z]+|\\.|&[a-z]{2,5};|\|\||\.\.\.|[^\s~]", re.S)
_TEX_VOID = re.compile(
    r"\\(?:[,;:!> /]|quad|qquad|displaystyle|textstyle|(?:no)?limits|left|right|middle|[bB]igg?[lrm]?|nonumber|notag)\Z"
    r"|&nbsp;|[\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
)
_TEX_SAME = {
    same: name
    for name, others in {
        r"\b": r"\vect \vec \boldsymbol \mathbf \bm \pmb \bf \matr",
        r"\{": r"\lbrace",
        r"\}": r"\rbrace",
        r"\|": r"\Vert \lVert \rVert || ‖",
        "|": r"\vert \lvert \rvert \mid ∣ ｜",
        r"\dots": r"\ldots \cdots \dotsc \dotsb … ⋯ ...",
        r"\le": r"\leq \leqslant ≤",
        r"\ge": r"\geq \geqslant ≥",
        r"\ne": r"\neq ≠",
        r"\rightarrow": r"\to → \longrightarrow",
        r"\leftarrow": r"\gets ←",
        r"\Rightarrow": r"⇒ \implies \Longrightarrow",
        r"\times": "×",
        r"\cdot": "· ⋅",
        r"\in": "∈",
        r"\infty": "∞",
        r"\sum": "∑",
        r"\approx": "≈",
        r"\sim": "∼",
        r"\partial": "∂",
        r"\nabla": "∇",
        r"\pm": "±",
        r"\emptyset": r"\varnothing ∅",
        r"\epsilon": r"\varepsilon ε ϵ",
        r"\phi": r"\varphi φ ϕ",
        "*": r"\ast \* ∗",
        "_": r"\_",
        "<": r"\lt &lt;",
        ">": r"\gt &gt;",
        "&": "&amp;",
        ":": r"\colon ：",
        "'": r"\prime ’ ‘ ′",
        "-": "− –",
        ",": "，",
        ".": "。",
        ";": "；",
    }.items()
    for same in others.split()
}
_GREEK = (
    "alpha beta gamma delta . zeta eta theta iota kappa lambda mu nu xi . pi rho . sigma tau upsilon . chi psi omega"
)
_TEX_SAME |= {chr(0x3B1 + place): "\\" + name for place, name in enumerate(_GREEK.split()) if name != "."}
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_PUNCTUATION = frozenset(".,;:،؛、")


@lru_cache(maxsize=40_000)
def formula(tex: str) -> str:
    """TeX folded so that two spellings of one formula are equal.

    White space, spacing commands, the words in `\\text{}`, punctuation at the ends, native digits, full-width
    signs, macros that print alike, the order of scripts, and braces around one thing or around everything do
    not count; all else does.
    """
    tokens = _ungrouped([_same(token) for token in tex_tokens(tex)])
    while tokens and tokens[-1] in _PUNCTUATION:
        tokens.pop()
    while tokens and tokens[0] in _PUNCTUATION:
        tokens.pop(0)
    if tokens[:1] == ["{"] and _closing(tokens, 0) == len(tokens) - 1:
        tokens = tokens[1:-1]
    return _SCRIPTS.sub(r"_\2^\1", "".join(map(_spaced, tokens, [*tokens[1:], ""])))


@lru_cache(maxsize=4_000)
def tex_tokens(tex: str) -> tuple[str, ...]:
    """The tokens of TeX that print something, as they are written; `\\text{…}` and `\\tag{…}` are one."""
    if not tex.isascii():
        tex = "".join(str(int(char)) if char.isdecimal() else char for char in tex.translate(_FULL_WIDTH))
    if "\\" in tex:
        tex = _TEX_TEXT.sub(r"\\text ", joined_commands(tex))
    return tuple(token for token in _TEX_TOKEN.findall(tex) if not _TEX_VOID.match(token))


_GROUP = r"(\{[^{}]*\}|\\[A-Za-z]+ ?|\\?[^\s\\{}])"
_SCRIPTS = re.compile(rf"\^{_GROUP}_{_GROUP}")


def _same(token: str) -> str:
    return _TEX_SAME.get(token, token)


def _spaced(token: str, after: str) -> str:
    """A command's name ends before a letter."""
    return token + " " if token[0] == "\\" and token[-1].isalpha() and after[:1].isalpha() else token


def _ungrouped(tokens: list[str]) -> list[str]:
    """Without braces around a single token or, after words, around nothing, and `^'` as `'`."""
    kept: list[str] = []
    for token in tokens:
        kept.append(token)
        if token == "}" and len(kept) > 2 and kept[-3] == "{":
            kept[-3:] = [kept[-2]]
        if kept[-3:] == ["\\text", "{", "}"]:
            del kept[-2:]
        if kept[-2:] == ["^", "'"]:
            kept[-2:] = ["'"]
    return kept


def _closing(tokens: list[str], opening: int) -> int:
    """Where the brace that opens at `opening` closes; -1 where it does not."""
    depth = 0
    for place in range(opening, len(tokens)):
        depth += (tokens[place] == "{") - (tokens[place] == "}")
        if not depth:
            return place
    return -1
