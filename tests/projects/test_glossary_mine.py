"""`transcheck glossary mine` on a small course."""

import json
from pathlib import Path

import pytest

from tests.projects.conftest import Course, Run
from transcheck.terms.load import load_glossary

EN = """---
lang-ref: ch.02
title: Week 2
---

The hidden layer is small. The hidden layer is large.

The model has a hidden layer. A hidden layer is sampled.

The last hidden layer is summed. The model is small.

The cost is sampled. The cost is summed. The cost is small.
"""
ES = """---
lang-ref: ch.02
lang: es
title: Semana 2
translator: Inés Robledo
translation-date: 12 Mar 2025
---

La capa oculta es pequeña. La capa oculta es grande.

El modelo tiene una capa oculta. Se muestrea una capa oculta.

La última capa oculta se suma. El modelo es pequeño.

El coste se muestrea. El coste se suma. El coste es pequeño.
"""


@pytest.fixture
def mined(course: Course) -> Course:
    course.write("en/week02/02.md", EN)
    course.write("es/week02/02.md", ES)
    return course


def test_the_table_has_counts_and_places(mined: Course, run: Run) -> None:
    ran = run("glossary", "mine", "es", "docs", "--min-count", "3")
    assert ran.code == 0
    line = next(line for line in ran.out.splitlines() if "hidden layer" in line)
    assert line.split() == ["5", "hidden", "layer", "capa", "oculta", "(5)", "es/week02/02.md:9"]


def test_the_yaml_loads_and_says_the_evidence(mined: Course, run: Run, tmp_path: Path) -> None:
    file = tmp_path / "es.yml"
    file.write_text(run("glossary", "mine", "es", "docs", "--format", "yaml").out, encoding="utf-8")
    concept = load_glossary(file).by_name["hidden layer"]
    assert [term.text for term in concept.preferred] == ["capa oculta"]
    assert concept.note == "5 of 5, as in es/week02/02.md:9"


def test_the_json_has_every_place(mined: Course, run: Run) -> None:
    ran = run("glossary", "mine", "es", "docs", "--format", "json", "--min-count", "3", "--limit", "0")
    value = json.loads(ran.out)
    assert (value["version"], value["source"], value["locale"]) == (1, "en", "es")
    proposal = next(one for one in value["proposals"] if one["source"] == "hidden layer")
    assert proposal["glossary"] is None and proposal["count"] == 5
    assert proposal["renderings"][0]["places"] == [f"es/week02/02.md:{line}" for line in (9, 9, 11, 11, 13)]


@pytest.mark.parametrize(("preferred", "mark"), [("capa oculta", "="), ("capa escondida", "≠")])
def test_the_table_says_what_the_glossary_has(mined: Course, run: Run, preferred: str, mark: str) -> None:
    mined.write("glossary/es.yml", f"concepts:\n  - source: hidden layer\n    preferred: {preferred}\n")
    ran = run("glossary", "mine", "es", "docs", "--min-count", "3")
    assert next(line for line in ran.out.splitlines() if "hidden layer" in line).startswith(f"{mark} ")
    assert "hidden layer" not in run("glossary", "mine", "es", "docs", "--format", "yaml", "--min-count", "3").out


def test_paths_limit_what_is_read(mined: Course, run: Run) -> None:
    ran = run("glossary", "mine", "es", "docs/es/week01", "--min-count", "2")
    assert ran.code == 0 and "hidden layer" not in ran.out


def test_nothing_to_propose_is_said(course: Course, run: Run) -> None:
    ran = run("glossary", "mine", "es", "docs", "--min-count", "50")
    assert (ran.code, ran.out) == (0, "")
    assert "no phrase of the source has 50 places with a rendering in es" in ran.err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("ess", "docs"), "no translation in 'ess', did you mean 'es'?; there are: es"),
        (("es", "nowhere"), "nowhere: no such file or folder"),
        (("es", "docs", "--min-count", "1"), "Invalid value for '--min-count'"),
        (("es", "docs", "--format", "tbx"), "Invalid value for '--format'"),
        (("es", "docs", "--glossary", "nowhere"), "'nowhere' is no folder"),
    ],
    ids=["locale", "path", "count", "format", "glossary"],
)
def test_bad_input_is_named(mined: Course, run: Run, arguments: tuple[str, ...], message: str) -> None:
    ran = run("glossary", "mine", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert message in ran.err and "Traceback" not in ran.err


def test_a_folder_without_documents_has_no_translation(course: Course, run: Run) -> None:
    (course.root / "empty").mkdir()
    ran = run("glossary", "mine", "es", "empty")
    assert ran.code == 2 and "empty: no document in 'es'" in ran.err


def test_comments_are_the_source_where_there_is_no_other(course: Course, run: Run) -> None:
    (course.root / "book" / ".git").mkdir(parents=True)
    pairs = zip(EN.split("\n\n")[1:], ES.split("\n\n")[1:], strict=True)
    for number, (ours, theirs) in enumerate(pairs):
        text = f"<!--\n{ours.strip()}\n-->\n\n{theirs.strip()}\n"
        (course.root / "book" / f"part-{number}_es.md").write_text(text, encoding="utf-8")
    ran = run("glossary", "mine", "es", "book", "--min-count", "3")
    assert ran.code == 0 and "capa oculta (5)" in ran.out


def test_hostile_text_never_reaches_the_terminal_raw(course: Course, run: Run) -> None:
    hostile = "ca\u202epa\x1b[31m"
    course.write("en/week02/02.md", EN)
    course.write("es/week02/02.md", ES.replace("capa", hostile))
    for format_ in ("table", "yaml", "json"):
        out = run("glossary", "mine", "es", "docs", "--min-count", "3", "--format", format_).out
        assert out and "\x1b" not in out and "\u202e" not in out
