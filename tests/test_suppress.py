"""What directives and a baseline silence."""

from dataclasses import replace
from pathlib import Path

import pytest

from transcheck.commands.plan import make_plan
from transcheck.commands.project import open_project
from transcheck.errors import UserError
from transcheck.lint import lint
from transcheck.model.document import Document, Head
from transcheck.model.finding import Confidence, Finding, Result, Severity
from transcheck.model.text import Span
from transcheck.read.document import read_document
from transcheck.suppress import reaches, read_baseline, without_known, write_baseline

NEXT = """\
one

<!-- transcheck: ignore[doubled-word] why -->

<!-- two in the source -->
two

<!-- three in the source -->
three
"""
RANGE = """\
one

<!-- transcheck: ignore-start[doubled-word, links] -->

two

<!-- transcheck: ignore-end[locale] -->

three

<!-- transcheck: ignore-end[links] -->

four
"""
AFTER = """\
<!-- transcheck: ignore -->
two
<!-- two in the source -->

three
<!-- three in the source -->
"""
LIST = """\
<!-- transcheck: ignore[missing-list-item] -->

- two
- three

four
"""
BETWEEN = """\
<!-- one in the source -->
one

<!-- two in the source -->
<!-- transcheck: ignore[stale-source-comment] -->
two

three
"""


def document(text: str) -> Document:
    return read_document(Head("es/a.md", "es", "es", "a.md", False, None, text))


def silences(text: str, words: str, rule: str = "doubled-word", family: str = "locale") -> bool:
    """Whether a problem at `words` is silenced."""
    at = text.index(words)
    span = Span(at, at + len(words))
    return any(reach.silences(rule, family, span) for reach in reaches(document(text)))


@pytest.mark.parametrize(
    ("words", "silent"),
    [("one", False), ("two in", True), ("\ntwo\n", True), ("three in", False), ("\nthree\n", False)],
    ids=["before", "its comment", "the block", "the next comment", "the next block"],
)
def test_ignore_reaches_the_next_block_and_its_comment(words: str, silent: bool) -> None:
    assert silences(NEXT, words) is silent


def test_ignore_silences_what_it_names_only() -> None:
    assert not silences(NEXT, "\ntwo\n", rule="word-tripled")
    assert silences(NEXT.replace("doubled-word", "locale"), "\ntwo\n"), "a family"
    assert silences(NEXT.replace("[doubled-word]", ""), "\ntwo\n", rule="any"), "none named: all"


@pytest.mark.parametrize(
    ("words", "silent"),
    [("\ntwo", True), ("two in", True), ("\nthree", False), ("three in", False)],
    ids=["the block", "its comment", "the next block", "the next comment"],
)
def test_where_comments_stand_after_their_blocks_the_comment_after_is_reached(words: str, silent: bool) -> None:
    assert silences(AFTER, words) is silent


@pytest.mark.parametrize(
    ("words", "silent"),
    [("one in", False), ("two in", True), ("\ntwo\n", True), ("three", False)],
    ids=["another comment", "the comment above", "the block", "the next block"],
)
def test_a_directive_between_comment_and_block_reaches_both(words: str, silent: bool) -> None:
    assert silences(BETWEEN, words, rule="stale-source-comment") is silent


def test_a_directive_before_a_list_reaches_all_of_it() -> None:
    assert silences(LIST, "two", rule="missing-list-item")
    assert silences(LIST, "three", rule="missing-list-item")
    assert not silences(LIST, "four", rule="missing-list-item")


def test_a_directive_at_the_end_reaches_what_is_missing_there() -> None:
    text = "one\n\n<!-- transcheck: ignore[missing-section] -->\n"
    reach = reaches(document(text))[0]
    assert reach.silences("missing-section", "structure", Span(len(text), len(text)))


@pytest.mark.parametrize(
    ("words", "silent"),
    [("one", False), ("\ntwo", True), ("three", True), ("four", False)],
    ids=["before", "inside", "after an end that names others", "after its end"],
)
def test_a_range_ends_where_one_of_its_names_does(words: str, silent: bool) -> None:
    assert silences(RANGE, words, rule="dead-link", family="links") is silent


def test_a_range_without_end_reaches_the_end_of_the_file() -> None:
    text = RANGE.replace("ignore-end", "ignore-and")
    assert silences(text, "four")


def test_ignore_file_reaches_all_wherever_it_stands() -> None:
    text = "---\ntitle: uno\n---\n\none\n\n<!-- transcheck: ignore-file[doubled-word] -->\n"
    assert silences(text, "title")
    assert silences(text, "one")
    assert not silences(text, "one", rule="other")


def test_unknown_actions_and_ends_reach_nothing() -> None:
    assert reaches(document("<!-- transcheck: ignore-end -->\n\n<!-- transcheck: ingore -->\n\none\n")) == ()


SOURCE = "## Loss\n\nThe loss falls.\n\n## Backprop\n\nGradients flow.\n"
TARGET = "## Pérdida\n\nLa pérdida baja.\n\n{}Los gradientes fluyen.\n"


def linted(folder: Path, directive: str, *rules: str) -> Result:
    for path, text in (("en/a.md", SOURCE), ("es/a.md", TARGET.format(directive))):
        (folder / path).parent.mkdir(parents=True)
        (folder / path).write_text(text, encoding="utf-8")
    project = open_project((str(folder),))
    return lint(project.corpus, make_plan(project.config, ("missing-section", "control", *rules)), project.loader)


def test_the_engine_counts_what_is_silenced_and_reports_what_is_unused(tmp_path: Path) -> None:
    plain = linted(tmp_path / "plain", "")
    assert [f.rule for f in plain.findings] == ["missing-section"]
    silent = linted(tmp_path / "silent", "<!-- transcheck: ignore-file[missing-section] merged -->\n\n")
    assert (silent.findings, silent.summary.suppressed) == ((), 1)
    idle = linted(tmp_path / "idle", "<!-- transcheck: ignore-file[control, structure] -->\n\n")
    assert [(f.rule, f.path) for f in idle.findings] == [("unused-suppression", "es/a.md")]


def test_a_directive_is_no_source_comment_and_no_block(tmp_path: Path) -> None:
    found = document(TARGET.format("<!-- transcheck: ignore[structure] -->\n\n"))
    assert (found.comments, len(found.blocks), len(found.directives)) == ((), 3, 1)


def test_the_control_family_cannot_be_silenced(tmp_path: Path) -> None:
    text = "<!-- transcheck: ignore-file[control, mising-section, missing-section] -->\n\n"
    rules = sorted(finding.rule for finding in linted(tmp_path, text).findings)
    assert rules == ["unknown-rule", "unused-suppression"]


def finding(fingerprint: str) -> Finding:
    place, kind = ("a.md", 1, 1, 1, 2), (Severity.ERROR, Confidence.HIGH)
    return Finding(*place, "rule", "family", *kind, "message", "", None, (), fingerprint, None, Span(0, 1), "text")


def test_a_baseline_silences_as_many_as_it_counted() -> None:
    known = read_baseline(write_baseline([finding("a"), finding("a"), finding("b")]), "b.json")
    left = without_known([finding("a"), finding("a"), finding("a"), finding("c")], known)
    assert [one.fingerprint for one in left] == ["a", "c"]
    assert without_known([finding("a")], known) == (), "the baseline itself is not used up"


def test_a_baseline_does_not_depend_on_the_order_or_place_of_findings() -> None:
    moved = replace(finding("a"), line=9)
    assert write_baseline([finding("b"), finding("a")]) == write_baseline([moved, finding("b")])


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"fingerprints": 3}', '{"fingerprints": {"a": null}}', "\x00"])
def test_another_file_is_no_baseline(text: str) -> None:
    with pytest.raises(UserError, match=r"^b\.json: no baseline of transcheck"):
        read_baseline(text, "b.json")


@pytest.mark.parametrize(("select", "expected"), [((), ["unused-suppression"]), (("control",), [])])
def test_one_without_names_is_judged_only_where_every_rule_ran(
    tmp_path: Path, select: tuple[str, ...], expected: list[str]
) -> None:
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "a.md").write_text("<!-- transcheck: ignore -->\n\nThe loss falls.\n", encoding="utf-8")
    project = open_project((str(tmp_path),))
    found = lint(project.corpus, make_plan(project.config, select), project.loader).findings
    assert [finding.rule for finding in found] == expected
    assert not any(finding.fix for finding in found)
