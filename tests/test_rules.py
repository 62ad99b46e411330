"""Every rule is documented, its examples are true, and it has its cases."""

import inspect
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import literate
from transcheck.rule import Rule, all_rules, sections

RULES = list(all_rules().values())
CASES = Path(__file__).parent / "rules"
EXAMPLE, INSTEAD, SAFETY = "Example", "Use instead", "Fix safety"


@pytest.fixture(params=RULES, ids=lambda one: one.id)
def rule(request: pytest.FixtureRequest) -> Rule:
    found: Rule = request.param
    return found


def test_documentation_is_complete(rule: Rule) -> None:
    parts = sections(rule.documentation)
    assert rule.summary and "\n\n" in parts[""], "a summary line, and why it harms a reader or a translator"
    assert {EXAMPLE, INSTEAD} <= parts.keys()
    assert (SAFETY in parts) == (rule.fix is not None)


def test_rules_that_ask_git_say_so(rule: Rule) -> None:
    """Otherwise git is not read where no other rule asks."""
    assert rule.history == ("ctx.chronicle" in inspect.getsource(sys.modules[rule.check.__module__]))


def test_example_fires_and_its_mending_does_not(rule: Rule, tmp_path: Path) -> None:
    parts = sections(rule.documentation)
    bad, good = (_case(parts[title]) for title in (EXAMPLE, INSTEAD))
    good.files, good.past = {**bad.files, **good.files}, {**bad.past, **good.past}
    assert literate.run(bad, rule.id, tmp_path / "bad")
    assert not literate.run(good, rule.id, tmp_path / "good")


def _case(text: str) -> literate.Case:
    return next(literate.parse(f"## case\n\n{text}\n"))


def test_cases_fire_miss_and_know_another_script(rule: Rule) -> None:
    path = CASES / rule.family / f"{rule.id}.md"
    cases = list(literate.parse(path.read_text(encoding="utf-8")))
    assert any(case.findings for case in cases), "a case that fires"
    assert any(not case.findings for case in cases), "a near miss"
    assert any(_non_latin(text) for case in cases for text in _texts(case)), "a non-Latin script"
    assert rule.fix is None or any(case.fixed for case in cases), "a fix"


def _texts(case: literate.Case) -> Iterator[str]:
    for files in (case.files, *case.past.values()):
        yield from files.values()


def _non_latin(text: str) -> bool:
    return any(char.isalpha() and ord(char) > 0x36F for char in text)


def test_no_case_file_is_orphaned() -> None:
    known = {(one.family, one.id) for one in RULES}
    assert {(path.parent.name, path.stem) for path in CASES.rglob("*.md")} <= known
