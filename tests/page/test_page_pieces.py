"""The functions that pages are made by."""

import lxml.etree
import pytest
from hypothesis import given
from hypothesis import strategies as st

from transcheck.model.block import BlockKind
from transcheck.model.diff import edits
from transcheck.model.forge import Forge, address_of_remote, is_address
from transcheck.model.status import StatusReport
from transcheck.report.page.badge import badge
from transcheck.report.page.names import slugs
from transcheck.report.page.render import percent
from transcheck.report.page.tally import tongue
from transcheck.report.page.text import changed, runs

WORDS = st.lists(st.sampled_from(["a", "b", "loss", "$x$", ",", "损失", "\n\n", "<b>"]), max_size=20).map(" ".join)


@given(WORDS, WORDS)
def test_edits_lead_from_one_text_to_the_other(old: str, new: str) -> None:
    pieces = list(edits(old, new))
    assert "".join(text for mark, text in pieces if mark != "del") == new
    kept = "".join(text for mark, text in pieces if mark != "ins")
    assert "".join(kept.split()) == "".join(old.split())
    assert len(kept.split()) >= len(old.replace(" ,", ",").split()), "words that are gone stand apart"


def test_edits_of_one_text_are_none() -> None:
    assert [mark for mark, _ in edits("The loss is small.", "The loss is small.")] == [""]


def test_a_huge_text_is_compared_as_a_whole() -> None:
    old, new = "a b " * 3_000, "b a " * 3_000
    assert [mark for mark, _ in edits(old, new)] == ["del", "ins"]


def test_changes_are_marked_without_the_space_after_them() -> None:
    (paragraph,) = changed("The 40 points of $x$.", "The 50 points of\n$x$.", BlockKind.PARAGRAPH)
    assert [(run.text, run.mark, run.apart) for run in paragraph.runs if run.text.strip()] == [
        ("The ", "", ""), ("40", "del", ""), ("50", "ins", ""),
        ("points of ", "", ""), ("$x$", "", "code"), (".", "", ""),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "apart"),
    [
        ("see `x`", ["`x`"]),
        ("$$a\nb$$ and $c$", ["$$a\nb$$", "$c$"]),
        ("costs $ 5 and $ 6", []),
        ("[a](https://example.org/x_(y)) b", ["(https://example.org/x_(y))"]),
        ("a <br> b", ["<br>"]),
        ("a < b > c", []),
    ],
)
def test_what_is_no_prose_stands_apart(text: str, apart: list[str]) -> None:
    found = list(runs(text))
    assert [run.text for run in found if run.apart] == apart
    assert "".join(run.text for run in found) == text


@pytest.mark.parametrize(
    ("remote", "address"),
    [
        ("https://github.com/o/r.git", "https://github.com/o/r"),
        ("https://user:token@github.com/o/r", "https://github.com/o/r"),
        ("git@github.com:o/r.git", "https://github.com/o/r"),
        ("ssh://git@gitlab.example.org:2222/group/sub/r.git", "https://gitlab.example.org/group/sub/r/-"),
        ("http://gitlab.local:8080/o/r", "http://gitlab.local:8080/o/r/-"),
        ("https://example.org/github/r", ""),
        ("/srv/github.com/o/r", ""),
        ("../course.bundle", ""),
        ('https://github.com/o/r"><script>', ""),
        ("https://notgithub.com/o/r", ""),
        ("", ""),
    ],
)
def test_the_address_of_a_remote(remote: str, address: str) -> None:
    assert address_of_remote(remote) == address


@pytest.mark.parametrize(
    "text", ["ftp://x/y", "javascript:alert(1)", "https://", "https://a@b/c", "https://a/b?c", "https://[/"]
)
def test_what_is_no_address(text: str) -> None:
    assert not is_address(text)


def test_addresses_of_lines_are_escaped() -> None:
    forge = Forge("https://github.com/o/r", "abc", "docs/")
    assert forge.line("es/a b#1.md", 0) == "https://github.com/o/r/blob/abc/docs/es/a%20b%231.md?plain=1#L1"
    assert Forge("https://gitlab.com/o/r/-", "abc").name == "o/r"


def test_names_are_safe_and_apart() -> None:
    keys = ["ch.01", "ch-01", "Ä", "../../etc/passwd", "con", "index", "a/b", "x" * 300, "", "A", "a"]
    found = slugs(keys)
    assert len({name.casefold() for name in found.values()}) == len(keys)
    assert all(name and not set(name) & set("./\\ ") and len(name) < 80 for name in found.values())
    assert "con" not in found.values()
    assert found["a/b"] == "a-b"


@pytest.mark.parametrize(("share", "text"), [(0, "0%"), (0.001, "1%"), (0.999, "99%"), (1, "100%"), (0.5, "50%")])
def test_a_share_is_never_rounded_to_all_or_nothing(share: float, text: str) -> None:
    assert percent(share) == text


@pytest.mark.parametrize(
    ("locale", "tag", "direction"),
    [("ar", "ar", "rtl"), ("zh-Hans", "zh-Hans", "ltr"), ("<b>", "", "ltr"), ("he", "he", "rtl")],
)
def test_a_language_is_set_by_a_tag_that_browsers_know(locale: str, tag: str, direction: str) -> None:
    assert (tongue(locale).tag, tongue(locale).direction) == (tag, direction)


def test_a_badge_is_well_formed_whatever_a_locale_is_called() -> None:
    tree = lxml.etree.fromstring(badge(StatusReport("en", (), ("<b>&\u202e",)), "<b>&\u202e").encode())
    name = "{http://www.w3.org/2000/svg}"
    assert tree.findtext(f"{name}title") == "<b>&<U+202E>: 0% translated"
    assert {child.tag.removeprefix(name) for child in tree.iter()} == {
        "svg",
        "title",
        "desc",
        "clipPath",
        "g",
        "rect",
        "text",
    }
