"""Front matter is found, its keys stand where they stand, and what is broken is named."""

from itertools import pairwise
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transcheck.model.document import Fence, FrontMatter
from transcheck.read.front_matter import read_front_matter


def read(text: str) -> FrontMatter:
    found = read_front_matter(text)
    assert found is not None
    return found


def places(text: str) -> list[tuple[str, str, str]]:
    """Name, key and value as they stand in the text."""
    return [(key.name, key.span.of(text), key.value_span.of(text)) for key in read(text).keys]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("---\nlang: es\n---\n", [("lang", "lang", "es")], id="plain"),
        pytest.param("---\r\nlang: es\r\nt: x\r\n---\r\n", [("lang", "lang", "es"), ("t", "t", "x")], id="CRLF"),
        pytest.param("\ufeff---\nlang: es\n---\n", [("lang", "lang", "es")], id="byte order mark"),
        pytest.param("\ufeff---\r\nlang: es\r\n---\r\n", [("lang", "lang", "es")], id="byte order mark and CRLF"),
        pytest.param("---\nlang:\tes\t\n---\n", [("lang", "lang", "es")], id="tabs"),
        pytest.param("---\nlang : es\n---\n", [("lang", "lang", "es")], id="space before the colon"),
        pytest.param("---\nعنوان: الخسارة\nx: y\n---\n", [("عنوان", "عنوان", "الخسارة"), ("x", "x", "y")], id="Arabic"),
        pytest.param("---\ntitle: 損失😀\nx: y\n---\n", [("title", "title", "損失😀"), ("x", "x", "y")], id="Japanese"),
        pytest.param("---\n\"a b\": 'c'\n---\n", [("a b", '"a b"', "'c'")], id="quoted"),
        pytest.param("---\na: b # c\n---\n", [("a", "a", "b")], id="comment"),
        pytest.param("---\n# a: b\nc: d\n---\n", [("c", "c", "d")], id="commented key"),
        pytest.param("---\na:\nb: c\n---\n", [("a", "a", ""), ("b", "b", "c")], id="no value"),
        pytest.param("---\na: >\n  b\n  c\nd: e\n---\n", [("a", "a", ">\n  b\n  c"), ("d", "d", "e")], id="folded"),
        pytest.param("---\na:\n  b\n  c\nd: e\n---\n", [("a", "a", "b\n  c"), ("d", "d", "e")], id="value below"),
        pytest.param("---\na:\n- b\n- c\nd: e\n---\n", [("a", "a", "- b\n- c"), ("d", "d", "e")], id="list"),
        pytest.param("---\na: {b: c}\n---\n", [("a", "a", "{b: c}")], id="mapping"),
        pytest.param("---\na: b\na: c\n---\n", [("a", "a", "b"), ("a", "a", "c")], id="twice"),
        pytest.param("---\n? a\n: b\n---\n", [("a", "a", "b")], id="explicit key"),
        pytest.param("---\n---\n", [], id="empty"),
        pytest.param("---\n# nothing\n---\n", [], id="only a comment"),
        pytest.param("----  \na: b\n-----\n", [("a", "a", "b")], id="longer fences"),
        pytest.param("+++\na = 'b'\n\"c d\" = 3\n+++\n", [("a", "a", "'b'"), ("c d", '"c d"', "3")], id="TOML"),
        pytest.param("lang: es\ntitle: x\n---\nB", [("lang", "lang", "es"), ("title", "title", "x")], id="unfenced"),
    ],
)
def test_places(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert places(text) == expected
    assert read(text).defect is None


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("3", 3),
        ("-3", -3),
        ("007", "007"),
        ("3.5", "3.5"),
        ("true", True),
        ("no", False),
        ("~", None),
        ("", None),
        ('"3"', "3"),
        ("2020-01-27", "2020-01-27"),
        ("12:30:45", "12:30:45"),
        ("!!python/object:os.system x", "x"),
        ("[a, {b: 1}]", ["a", {"b": 1}]),
        ("&a x", "x"),
    ],
)
def test_values(value: str, expected: object) -> None:
    assert read(f"---\nkey: {value}\n---\n").keys[0].value == expected


def test_text_is_what_was_written() -> None:
    """YAML reads `no` as false and forgets zeros, which language codes and commits do not mean."""
    found = read("---\nlang: no\npin: 0123456\nnull: null\nlist: [a]\n---\n")
    assert [found.text(name) for name in ("lang", "pin", "null", "none")] == ["no", "0123456", "", ""]


def test_nested_keys() -> None:
    text = "---\nl10n:\n  sourceCommit: abc\na.b: c\n---\n"
    assert (read(text).text("l10n.sourceCommit"), read(text).text("a.b"), read(text).get("l10n.x")) == (
        "abc",
        "c",
        None,
    )


def test_the_last_of_duplicates_is_the_value_and_neither_is_the_only_one() -> None:
    found = read("---\na: b\na: c\nd: e\n---\n")
    assert (found.text("a"), found.only("a"), found.only("d")) == ("c", None, found.keys[2])


@pytest.mark.parametrize(
    ("body", "place", "message"),
    [
        pytest.param("lang:ko\ntitle: x\n", "lang:ko", '"lang:" needs a space', id="no space, first"),
        pytest.param("title: x\nlang:ko\n", "lang:ko", '"lang:" needs a space', id="no space, last"),
        pytest.param("title:بالتفاصيل\nx: y\n", "title:بالتفاصيل", '"title:" needs a space', id="no space, Arabic"),
        pytest.param("lang:ko\n", "lang:ko", '"lang:" needs a space', id="no space, alone"),
        pytest.param("t: x\ntranslator：李\n", "：", "full-width colon", id="full-width colon"),
        pytest.param("title: A: b\n", "A: b", 'value of "title" holds a colon', id="colon"),
        pytest.param("title: مقدمة: ب\r\n", "مقدمة: ب", 'value of "title" holds a colon', id="colon, CRLF"),
        pytest.param('title: "a\nlang: x\n', '"a', "quote that opens here never closes", id="open quote"),
        pytest.param('title: "a" b\n', '"a" b', 'value of "title" goes on', id="text after a quote"),
        pytest.param("by: [a](http://b)\n", "[a](http://b)", 'value of "by" goes on', id="Markdown link"),
        pytest.param("tags: [a,\nb: c\n", "[a,", "bracket that opens here never closes", id="open bracket"),
        pytest.param("by: @ana\n", "@ana", "begins with @", id="at sign"),
        pytest.param("title: `x`\n", "`x`", "begins with `", id="code"),
        pytest.param("title: *x* y\n", "*x* y", "begins with *", id="emphasis"),
        pytest.param("title: %x\n", "%x", "begins with %", id="percent sign"),
        pytest.param("title: - x\n", "- x", "begins with -", id="dash"),
        pytest.param("\ttitle: x\n", "\t", "indented with a tab", id="tab"),
        pytest.param("title: x\n\tlang: y\n", "\t", "indented with a tab", id="tab below"),
        pytest.param("a: b\n c: d\n", " c", "indented", id="indented key"),
        pytest.param("a: b\x08c\n", "\x08", "U+0008", id="control character"),
        pytest.param("title: x\nMore words: here\nno key\n", "no key", 'is no "key: value"', id="prose"),
    ],
)
def test_slips(body: str, place: str, message: str) -> None:
    text = f"---\n{body}---\n\nText.\n"
    defect = read(text).defect
    assert defect is not None
    assert message in defect.message
    assert defect.span.of(text).startswith(place)
    assert text[read(text).span.end :] == "\nText.\n"


def test_a_broken_one_still_tells_its_keys() -> None:
    found = read("---\nlang-ref: ch.01\ntitle: A: b\n---\n")
    assert found.defect
    assert (found.text("lang-ref"), found.text("title")) == ("ch.01", "A: b")


@pytest.mark.parametrize(
    ("text", "rest", "message"),
    [
        pytest.param("---\nlang: es\n\nText.\n", "\nText.\n", "never closes", id="no closing fence"),
        pytest.param(
            "---\nlang: es\n\n# A\n\nText.\n\n---\n\nB", "\n# A\n\nText.\n\n---\n\nB", "never closes", id="break"
        ),
        pytest.param("---\r\nlang: es\r\n\r\nText.", "\r\nText.", "never closes", id="no closing fence, CRLF"),
        pytest.param("\n\n---\nlang: es\n---\nText.", "Text.", "under a blank line", id="blank lines above"),
    ],
)
def test_fences_that_fail(text: str, rest: str, message: str) -> None:
    found = read(text)
    assert found.defect and message in found.defect.message
    assert found.text("lang") == "es"
    assert text[found.span.end :] == rest


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# A",
        "---",
        "---\n\nText.\n\n---\n",
        "---\nSome words.\n---\n",
        "Note: a\nb: c\n\nText.",
        "a\n---\n",
        "+++\nx",
    ],
)
def test_none(text: str) -> None:
    assert read_front_matter(text) is None


def test_metadata_without_a_fence() -> None:
    found = read("\nlang: es\ntitle: x\n\nText.\n")
    assert (found.fence, found.defect, found.text("lang")) == (Fence.NONE, None, "es")


def _laughs() -> str:
    later = (f"{name}: &{name} [{','.join([f'*{before}'] * 9)}]\n" for before, name in pairwise("abcdefghi"))
    return "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(later)


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("a: " + "[" * 45_000 + "]" * 45_000, id="brackets that overflow libyaml's stack"),
        pytest.param("- " * 49_000, id="stairs"),
        pytest.param("a: " + "x" * 200_000, id="long"),
        pytest.param(_laughs(), id="aliases of aliases"),
        pytest.param("a: &a [*a, *a]", id="an alias of itself"),
        pytest.param("a: {" * 900, id="open brackets"),
        pytest.param("a: \ud800", id="half a character"),
    ],
)  # fmt: skip
def test_hostile(body: str) -> None:
    start = process_time()
    found = read(f"---\n{body}\nb: c\n---\n\nText.")
    assert found.defect
    assert process_time() - start < 1


@given(st.text(alphabet="-+ab: \n\r\t\"'[]{}#&*!|>%@`\u2028\u0085\ufeffع文😀", max_size=80))
def test_never_raises(text: str) -> None:
    for opening in ("", "---\n", "+++\n", "\ufeff---\r\n"):
        whole = opening + text
        found = read_front_matter(whole)
        if found is not None:
            spans = [found.span, found.body, *(s for key in found.keys for s in (key.span, key.value_span))]
            spans += [found.defect.span] if found.defect else []
            assert all(0 <= span.start <= span.end <= len(whole) for span in spans)


@given(
    st.lists(
        st.tuples(st.text("abcعنو文字é", min_size=1, max_size=8), st.text("xyzעברиنص漢字 ", min_size=1, max_size=9)),
        min_size=1, max_size=6,
    ),
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from(["", "\ufeff"]),
)  # fmt: skip
def test_positions_are_exact(pairs: list[tuple[str, str]], newline: str, mark: str) -> None:
    lines = [f"{name}: q{value.strip()}" for name, value in pairs]
    text = mark + newline.join(["---", *lines, "---", "", "Text."])
    assert places(text) == [(name, name, f"q{value.strip()}") for name, value in pairs]
