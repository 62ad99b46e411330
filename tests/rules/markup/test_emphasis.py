"""Our reading of emphasis against a CommonMark parser's, and what TeX and HTML make of single names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from transcheck.model.corpus import Flavour
from transcheck.model.tex import faults
from transcheck.syntax.emphasis import runs
from transcheck.syntax.html import misspelt

_PARSER = MarkdownIt("commonmark")


@given(st.text("*_ ab.。（）の\u00a0é", min_size=1, max_size=24))
def test_prints_what_commonmark_prints(text: str) -> None:
    text = f"x{text}y"
    tokens = _PARSER.parseInline(text)[0].children or []
    printed = "".join(token.content for token in tokens if token.type == "text")
    left = {char: sum(run.left for run in runs(text, Flavour.COMMONMARK) if run.char == char) for char in "*_"}
    assert left == {char: printed.count(char) for char in "*_"}


@pytest.mark.parametrize(
    ("text", "left"),
    [("**重要。**の", 0), ("a ** b ** c", 4), ("_a_b", 2), ("a_b_", 2), ("*a *", 2)],
)
def test_kramdown_looks_at_white_space(text: str, left: int) -> None:
    assert sum(run.left for run in runs(text, Flavour.KRAMDOWN)) == left


@pytest.mark.parametrize(
    "tex", [r"\{a\}", r"\left. a \right\}", r"x \ y", r"a \\ {b}", r"\begin{a}\begin{b}\end{b}\end{a}"]
)
def test_sound_formulas_have_no_faults(tex: str) -> None:
    assert not list(faults(tex))


@pytest.mark.parametrize(("tex", "at"), [(r"\ alpha", 0), ("a}", 1), ("{a", 0), (r"\end{a}", 0), (r"\left( a", 0)])
def test_faults_stand_where_they_are(tex: str, at: int) -> None:
    assert [fault.span.start for fault in faults(tex)] == [at]


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("centro", "center"),
        ("tabla", "table"),
        ("detials", "details"),
        ("string", None),
        ("labels", None),
        ("sos", None),
    ],
)
def test_misspelt_tags(name: str, meant: str | None) -> None:
    assert misspelt(name) == meant
