"""Formulas that print alike are equal, and no others."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transcheck.model.normal import formula, tex_tokens

ALIKE = [
    ("white space", r"x _ {i}  +1", r"x_{i}+1"),
    ("torn commands", r"\ boldsymbol {z}", r"\boldsymbol{z}"),
    ("spacing commands", r"a\,b\;c\quad d", "abcd"),
    ("vect and boldsymbol", r"\vect{x}", r"\boldsymbol{x}"),
    ("bold without braces", r"\mathbf x", r"\bm{x}"),
    ("matrices in bold", r"\matr{W}", r"\boldsymbol{W}"),
    ("braces of sets", r"\lbrace a \rbrace", r"\{a\}"),
    ("an escaped underscore of kramdown", r"\vect{x}\_1", r"\vect{x}_1"),
    ("an escaped star", r"a\*b", r"a*b"),
    ("text is translated", r"\text{if } x", r"\text{si } x"),
    ("text with braces in it", r"\text{a {b} c}", r"\text{d}"),
    ("operators are named", r"\operatorname*{argmin}_w", r"\text{argmin}_w"),
    ("tags are translated", r"a \tag{Eq. 1}", r"a \tag{方程式1}"),
    ("trailing punctuation", "x+1.", "x+1"),
    ("Arabic punctuation at the end", "x،", "x"),
    ("Arabic digits", "٣+٤", "3+4"),
    ("Persian digits", "x_۲", "x_2"),
    ("full-width brackets", "f（x）", "f(x)"),
    ("full-width signs", "ａ＝１", "a=1"),
    ("norms", r"\Vert x \Vert", "||x||"),
    ("bars", r"a \mid b", "a|b"),
    ("dots", r"1, \cdots, n", r"1, ..., n"),
    ("comparisons", r"a \leq b", "a≤b"),
    ("arrows", r"a \to b", "a→b"),
    ("Greek letters", r"\alpha\omega", "αω"),
    ("primes", r"x^\prime", "x’"),
    ("primes in braces", r"x^{\prime}", "x'"),
    ("order of scripts", "x^2_i", "x_i^2"),
    ("order of long scripts", "x^{t+1}_{ij}", "x_{ij}^{t+1}"),
    ("braces around everything", "{c_{t-1}}", "c_{t-1}"),
    ("braces around one thing", "{a}+{b}", "a+b"),
    ("sizes of brackets", r"\left( x \right)", r"\big(x\big)"),
    ("entities", "a &lt; b&nbsp;", "a<b"),
    ("a line break before a space", r"a \\ b", r"a\\b"),
    ("bidi marks", "\u202cn\u202a", "n"),
]
UNLIKE = [
    ("a sign", "a+b", "a-b"),
    ("a lost sign", "a-b", "ab"),
    ("an index", "x_i", "x_q"),
    ("a lost backslash", r"\log N", "log N"),
    ("a translated command", r"\partial", r"\partiel"),
    ("an Arabic comma", "x_{i،j}", "x_{i,j}"),
    ("an unescaped percent sign, which starts a comment", "90%", r"90\%"),
    ("upper case", "Z", "z"),
    ("bold", r"\vect{x}", "x"),
    ("one bar and two", "|x|", "||x||"),
    ("a lost bracket", "f(x", "f(x)"),
    ("a prime", "y'", "y"),
    ("what is below and what is above", "x_i", "x^i"),
    ("a command and letters", r"\alpha b", r"\alphab"),
    ("equal and not", r"a\in b", r"a\notin b"),
]


@pytest.mark.parametrize(("one", "other"), [case[1:] for case in ALIKE], ids=[case[0] for case in ALIKE])
def test_alike(one: str, other: str) -> None:
    assert formula(one) == formula(other)


@pytest.mark.parametrize(("one", "other"), [case[1:] for case in UNLIKE], ids=[case[0] for case in UNLIKE])
def test_unlike(one: str, other: str) -> None:
    assert formula(one) != formula(other)


def test_tokens_are_as_written() -> None:
    assert tex_tokens(r"\frac{a}{\vect b} \text{if any}") == (
        r"\frac", "{", "a", "}", "{", r"\vect", "b", "}", r"\text",
    )  # fmt: skip


PIECES = [*"abxyz01_^{}()[]+-=,. |'$αβ（，٣", r"\vect ", r"\text{a b}", r"\\ ", r"\{", r"\_", r"\log "]
TEX = st.lists(st.sampled_from(PIECES), max_size=30).map("".join)


@given(TEX)
def test_folding_ends(tex: str) -> None:
    """Folding what is folded may mend a little more (`^^a_b_c`), but comes to rest."""
    folds = [tex]
    while len(folds) < 12 and (folded := formula(folds[-1])) != folds[-1]:
        folds.append(folded)
    assert len(folds) < 12


@given(TEX)
def test_white_space_between_tokens_does_not_count(tex: str) -> None:
    assert formula(" ".join(tex_tokens(tex))) == formula(tex)


@given(TEX, st.sampled_from("abxyz01"), st.sampled_from("abxyz01"))
def test_a_sign_in_front_counts(tex: str, one: str, other: str) -> None:
    assert (formula(f"{one}+{tex}") == formula(f"{other}+{tex}")) == (one == other)
