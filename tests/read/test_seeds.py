"""Real translations in the forms that translators use, beside the source of their course: what is said of comments.

The texts stay outside of the repository; the cases of `tests/rules/source-comment` say the same in our own words.
"""

import shutil
from collections import Counter
from pathlib import Path

import pytest

from transcheck.commands.plan import make_plan
from transcheck.commands.project import Project, open_project
from transcheck.lint import lint
from transcheck.model.finding import Finding

FAMILY = "source-comment"


def _project(shared: Path, folder: Path, seed: str, path: str) -> Project:
    course = shared / "corpus" / "course" / "docs"
    for week in ("week07/07.md", "week08/08.md"):
        (folder / "en" / week).parent.mkdir(parents=True)
        shutil.copyfile(course / "en" / week, folder / "en" / week)
    (folder / path).parent.mkdir(parents=True)
    (text,) = (shared / "corpus" / "seeds").glob(f"{seed}_*.txt")
    shutil.copyfile(text, folder / path)
    shutil.copyfile(course / "_config.yml", folder / "_config.yml")
    return open_project((str(folder),))


def _findings(project: Project) -> tuple[Finding, ...]:
    return lint(project.corpus, make_plan(project.config, (FAMILY,)), project.loader).findings


@pytest.mark.parametrize(
    ("seed", "path"),
    [
        pytest.param("000", "es/week08/08.md", id="comments before, with their end on a line of its own"),
        pytest.param("001", "es/week07/07.md", id="paragraphs commented and headings not"),
        pytest.param("003", "it/week08/08.md", id="comments after"),
        pytest.param("004", "ar/week08/08.md", id="several blocks in a comment"),
    ],
)
def test_good_comments_are_left_alone(shared: Path, tmp_path: Path, seed: str, path: str) -> None:
    assert _findings(_project(shared, tmp_path, seed, path)) == ()


def test_source_left_in_the_open_is_found(shared: Path, tmp_path: Path) -> None:
    found = _findings(_project(shared, tmp_path, "002", "fa/week08/08.md"))
    assert Counter(one.rule for one in found) == {"exposed-source": 3}
    assert len({one.message for one in found}) == 3


def test_comments_of_several_blocks_are_read(shared: Path, tmp_path: Path) -> None:
    project = _project(shared, tmp_path, "004", "ar/week08/08.md")
    chapter = next(one for one in project.corpus.chapters if one.translations)
    (translation,) = project.loader(chapter).translations
    assert [len(comment.blocks) for comment in translation.target.comments] == [2, 2, 2]
    assert all(unit.source and unit.comment and unit.target for unit in translation.units)
