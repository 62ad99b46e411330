"""`transcheck status --since` in real temporary repositories: what a branch leaves behind, and what it does not."""

import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.projects.conftest import EN, ES, Course, Run
from tests.repository import commit_all, git, new_repository

PLAIN = "\n".join(line for line in ES.split("\n") if not line.startswith("<!--"))
JA = PLAIN.replace("lang: es", "lang: ja").replace("Descenso", "降下").replace("Pérdida", "損失")
SENTENCE = "The loss says how wrong the prediction is for every one of the 40 points."


@pytest.fixture
def branch(course: Course) -> Course:
    """The course committed on `main`, a branch of one unrelated commit checked out."""
    (course.root / ".git").rmdir()
    new_repository(course.root)
    commit_all(course.root, 1)
    git(course.root, "switch", "-q", "-c", "branch")
    course.write("es/notes.txt", "unrelated")
    commit_all(course.root, 2)
    return course


def report(run: Run, *arguments: str) -> dict[str, object]:
    ran = run("status", "docs", "--since", "main", "--format", "json", *arguments)
    assert ran.code == 0, ran.err
    found: dict[str, object] = json.loads(ran.out)
    return found


def blocks(run: Run, *arguments: str) -> list[dict[str, object]]:
    (chapter,) = report(run, *arguments)["chapters"]  # type: ignore[attr-defined]
    found: list[dict[str, object]] = chapter["blocks"]
    return found


def test_nothing_changed(branch: Course, run: Run) -> None:
    branch.write("es/week01/01.md", ES.replace("Semana", "La semana"))
    assert report(run)["chapters"] == []
    text = run("status", "docs", "--since", "main")
    assert "no source chapter changed" in text.out
    assert run("status", "docs", "--since", "main", "--exit-code").code == 0


@pytest.mark.parametrize("is_committed", [True, False], ids=["committed", "in the working tree"])
@pytest.mark.parametrize("target", [ES, PLAIN], ids=["with comments", "without"])
def test_a_changed_sentence(branch: Course, run: Run, target: str, is_committed: bool) -> None:
    git(branch.root, "switch", "-q", "main")
    branch.write("es/week01/01.md", target)
    commit_all(branch.root, 3)
    git(branch.root, "switch", "-q", "-C", "branch")
    branch.write("en/week01/01.md", EN.replace("40 points", "50 points"))
    if is_committed:
        commit_all(branch.root, 4)
    (block,) = blocks(run)
    line = target.split("\n").index(next(text for text in target.split("\n") if text.startswith("La pérdida"))) + 1
    assert (block["change"], block["class"], block["line"], block["former_line"]) == ("changed", "number", 8, 8)
    assert block["units"] == [
        {"locale": "es", "path": "es/week01/01.md", "line": line, "status": "stale", "already": False}
    ]
    summary = report(run)["summary"]
    assert summary == {"es": {"stale": 1, "stale_words": block["words"], "untranslated": 0, "untranslated_words": 0}}
    assert run("status", "docs", "--since", "main", "--exit-code").code == 1


@pytest.mark.parametrize("comment", [True, False], ids=["with comments", "without"])
def test_a_translation_that_follows_is_not_left_behind(branch: Course, run: Run, comment: bool) -> None:
    branch.write("en/week01/01.md", EN.replace("40 points", "50 points"))
    followed = (ES if comment else PLAIN).replace("40 points", "50 points").replace("40 puntos", "50 puntos")
    branch.write("es/week01/01.md", followed)
    (block,) = blocks(run)
    assert block["units"] == []


def test_a_renewed_pin_says_that_somebody_looked(branch: Course, run: Run) -> None:
    git(branch.root, "switch", "-q", "main")
    pinned = PLAIN.replace("lang: es", f"lang: es\ndefault_lang_commit: {'a' * 40}")
    branch.write("es/week01/01.md", pinned)
    commit_all(branch.root, 3)
    git(branch.root, "switch", "-q", "-C", "branch")
    branch.write("en/week01/01.md", EN.replace("how wrong", "how very wrong"))
    assert [len(block["units"]) for block in blocks(run)] == [1]  # type: ignore[arg-type]
    branch.write("es/week01/01.md", pinned.replace("a" * 40, "b" * 40))
    assert [len(block["units"]) for block in blocks(run)] == [0]  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["-x", "a b", 'a"b', "a\nb", "été", "$(touch x)", "a::b"])
def test_any_name_of_a_file(branch: Course, run: Run, name: str) -> None:
    git(branch.root, "switch", "-q", "main")
    for locale, text in (("en", EN), ("es", ES)):
        branch.write(f"{locale}/week01/{name}.md", text.replace("ch.01", "ch.07"))
    commit_all(branch.root, 3)
    git(branch.root, "switch", "-q", "-C", "branch")
    branch.write(f"en/week01/{name}.md", EN.replace("ch.01", "ch.07").replace("40 points", "50 points"))
    (block,) = blocks(run)
    assert [unit["path"] for unit in block["units"]] == [f"es/week01/{name}.md"]  # type: ignore[attr-defined]


def test_documents_that_are_passed_over(branch: Course, run: Run) -> None:
    git(branch.root, "switch", "-q", "main")
    paths = ("en/.hidden/01.md", "en/node_modules/01.md", "en/drafts/01.md")
    for number, path in enumerate(paths):
        branch.write(path, EN.replace("ch.01", f"ch.1{number}"))
    (branch.root / "transcheck.toml").write_text('exclude = ["en/drafts/*"]\n', encoding="utf-8")
    commit_all(branch.root, 3)
    git(branch.root, "switch", "-q", "-C", "branch")
    for path in paths:
        branch.write(path, branch.read(path).replace("40 points", "50 points"))
    assert report(run)["chapters"] == []


def test_a_name_that_is_no_text(branch: Course, run: Run) -> None:
    path = branch.docs / os.fsdecode(b"en/week01/\xff.md")
    path.write_text(EN.replace("ch.01", "ch.07"), encoding="utf-8")
    ran = run("status", "docs", "--since", "main")
    assert (ran.code, ran.err) == (0, "")
    assert "1 added" in ran.out


def test_what_main_did_meanwhile_is_not_the_branch_s(branch: Course, run: Run) -> None:
    git(branch.root, "switch", "-q", "main")
    branch.write("en/week01/01.md", EN.replace("40 points", "50 points"))
    commit_all(branch.root, 3)
    git(branch.root, "switch", "-q", "branch")
    assert report(run)["chapters"] == []


@pytest.mark.parametrize(
    ("old", "new", "name"),
    [
        ("how wrong", "*how wrong*", "formatting"),
        ("the prediction is", "the\nprediction is", None),
        ("the prediction", "the predicttion", "spelling"),
    ],
    ids=["emphasis", "wrapping", "spelling"],
)
def test_form_is_nothing_to_follow(branch: Course, run: Run, old: str, new: str, name: str | None) -> None:
    branch.write("en/week01/01.md", EN.replace(old, new))
    found = [(block["class"], block["cosmetic"], block["units"]) for block in blocks(run)]
    assert found == ([(name, True, [])] if name else [])
    assert run("status", "docs", "--since", "main", "--exit-code").code == 0


def test_an_added_paragraph_is_to_translate(branch: Course, run: Run) -> None:
    branch.write("en/week01/01.md", EN.replace("## Descent", "Nobody has measured the others yet.\n\n## Descent"))
    (block,) = blocks(run)
    assert (block["change"], block["line"], block["former_line"], block["words"]) == ("added", 10, None, 6)
    (unit,) = block["units"]  # type: ignore[misc]
    assert unit["status"] == "untranslated"


@pytest.mark.parametrize("target", [ES, PLAIN], ids=["with comments", "without"])
def test_a_removed_paragraph_leaves_its_translation(branch: Course, run: Run, target: str) -> None:
    git(branch.root, "switch", "-q", "main")
    branch.write("es/week01/01.md", target)
    commit_all(branch.root, 3)
    git(branch.root, "switch", "-q", "-C", "branch")
    branch.write("en/week01/01.md", EN.replace(SENTENCE + "\n\n", ""))
    (block,) = blocks(run)
    assert (block["change"], block["line"], block["former_line"]) == ("removed", None, 8)
    (unit,) = block["units"]  # type: ignore[misc]
    assert "La pérdida dice" in "\n".join(target.split("\n")[unit["line"] - 2 : unit["line"]])


def test_what_was_stale_before_is_said_so(branch: Course, run: Run) -> None:
    git(branch.root, "switch", "-q", "main")
    branch.write("en/week01/01.md", EN.replace("40 points", "50 points"))
    commit_all(branch.root, 3)
    git(branch.root, "switch", "-q", "-C", "branch")
    branch.write("en/week01/01.md", EN.replace("40 points", "60 points"))
    (block,) = blocks(run)
    assert [unit["already"] for unit in block["units"]] == [True]  # type: ignore[attr-defined]
    assert "stale before too" in run("status", "docs", "--since", "main").out
    assert run("status", "docs", "--since", "main", "--exit-code").code == 0


def test_a_formula_that_was_brought_along_is_fresh(branch: Course, run: Run) -> None:
    git(branch.root, "switch", "-q", "main")
    branch.write("en/week01/01.md", EN + "\nThe energy $E = a + b$ falls with every step that is made.\n")
    told = "\n<!-- The energy $E = a + b$ falls with every step that is made. -->\nLa energía $E = a + b$ baja.\n"
    branch.write("es/week01/01.md", ES + told)
    commit_all(branch.root, 3)
    git(branch.root, "switch", "-q", "-C", "branch")
    branch.write("en/week01/01.md", branch.read("en/week01/01.md").replace("a + b", "a - b"))
    assert [len(block["units"]) for block in blocks(run)] == [1]  # type: ignore[arg-type]
    branch.write("es/week01/01.md", ES + told.replace("energía $E = a + b", "energía $E = a - b"))
    assert [block["units"] for block in blocks(run)] == [[]]


class TestChapters:
    def test_added(self, branch: Course, run: Run) -> None:
        branch.write("en/week02/02.md", EN.replace("ch.01", "ch.02"))
        (chapter,) = report(run)["chapters"]  # type: ignore[attr-defined]
        assert (chapter["change"], chapter["path"], chapter["words"]) == ("added", "en/week02/02.md", 29)

    def test_removed(self, branch: Course, run: Run) -> None:
        (branch.docs / "en/week01/01.md").unlink()
        branch.write("en/week02/02.md", "---\nlang-ref: ch.02\n---\n\nA text of another kind.\n")
        found = {one["change"]: one for one in report(run)["chapters"]}  # type: ignore[attr-defined]
        assert found["removed"]["path"] == "en/week01/01.md"
        assert found["removed"]["orphans"] == ["es/week01/01.md"]

    def test_renamed_and_changed(self, branch: Course, run: Run) -> None:
        (branch.docs / "en/week01/01.md").unlink()
        branch.write("en/week01/one.md", EN.replace("40 points", "50 points"))
        (chapter,) = report(run)["chapters"]  # type: ignore[attr-defined]
        assert (chapter["change"], chapter["former_path"]) == ("renamed", "en/week01/01.md")
        assert [block["class"] for block in chapter["blocks"]] == ["number"]

    def test_renamed_with_its_key(self, branch: Course, run: Run) -> None:
        """Without the `lang-ref` that joined them, the text tells."""
        (branch.docs / "en/week01/01.md").unlink()
        branch.write("en/week01/one.md", EN.replace("ch.01", "ch.01-b"))
        (chapter,) = report(run)["chapters"]  # type: ignore[attr-defined]
        assert (chapter["change"], chapter["former_path"]) == ("renamed", "en/week01/01.md")

    def test_joined_by_their_paths(self, branch: Course, run: Run) -> None:
        """As in Hugo: no `lang-ref`, and a folder for each language."""
        git(branch.root, "switch", "-q", "main")
        for locale, text in (("en", EN), ("ja", JA)):
            (branch.root / f"content/{locale}").mkdir(parents=True)
            for name in ("one", "two", "three"):
                path = branch.root / f"content/{locale}/{name}.md"
                path.write_text(text.replace("lang-ref: ch.01\n", "").replace("Week", name), encoding="utf-8")
        commit_all(branch.root, 3)
        git(branch.root, "switch", "-q", "-C", "branch")
        one, two = (branch.root / f"content/en/{name}.md" for name in ("one", "two"))
        one.write_text(one.read_text(encoding="utf-8").replace("40 points", "50 points"), encoding="utf-8")
        two.rename(two.with_name("deux.md"))
        ran = run("status", "content", "--since", "main", "--format", "json")
        found = {one["path"]: one for one in json.loads(ran.out)["chapters"]}
        assert {path: chapter["change"] for path, chapter in found.items()} == {
            "en/one.md": "changed",
            "en/deux.md": "renamed",
        }
        assert [unit["path"] for unit in found["en/one.md"]["blocks"][0]["units"]] == ["ja/one.md"]
        assert found["en/deux.md"]["former_path"] == "en/two.md"
        assert found["en/deux.md"]["orphans"] == ["ja/two.md"]


class TestLinks:
    @pytest.fixture(autouse=True)
    def with_links(self, branch: Course) -> None:
        """Pages in three languages that link to sections of the English chapter."""
        git(branch.root, "switch", "-q", "main")
        branch.write("en/week01/01.md", EN + "\n### Rate {#rate}\n\nThe rate is small.\n")
        head = "---\nlang-ref: ch.02\ntitle: Two\n---\n\n"
        links = "See [the descent](/en/week01/01.html#descent), [it](/en/week01/01.html) and [rate]({}#rate).\n"
        branch.write("en/week02/02.md", head + links.format("../week01/01.md"))
        branch.write("ja/week02/02.md", head.replace("title", "lang: ja\ntitle") + links.format("/en/week01/01.html"))
        commit_all(branch.root, 3)
        git(branch.root, "switch", "-q", "-C", "branch")

    def change(self, branch: Course, edit: Callable[[str], str]) -> None:
        branch.write("en/week01/01.md", edit(branch.read("en/week01/01.md")))

    def test_a_renamed_heading(self, branch: Course, run: Run) -> None:
        self.change(branch, lambda text: text.replace("## Descent", "## Going downhill"))
        (chapter,) = report(run)["chapters"]  # type: ignore[attr-defined]
        (anchor,) = chapter["anchors"]
        assert (anchor["anchor"], anchor["heading"]) == ("descent", "Descent")
        places = [(link["locale"], link["path"], link["line"]) for link in anchor["links"]]
        assert places == [("en", "en/week02/02.md", 6), ("ja", "ja/week02/02.md", 7)]

    def test_an_explicit_id(self, branch: Course, run: Run) -> None:
        self.change(branch, lambda text: text.replace("{#rate}", "{#speed}"))
        (chapter,) = report(run)["chapters"]  # type: ignore[attr-defined]
        (anchor,) = chapter["anchors"]
        assert (anchor["anchor"], anchor["heading"], len(anchor["links"])) == ("rate", None, 2)

    def test_a_heading_that_keeps_its_letters(self, branch: Course, run: Run) -> None:
        self.change(branch, lambda text: text.replace("## Descent", "## *Descent*"))
        (chapter,) = report(run)["chapters"]  # type: ignore[attr-defined]
        assert chapter["anchors"] == []

    def test_a_page_that_moved(self, branch: Course, run: Run) -> None:
        (branch.docs / "en/week01/one.md").write_text(branch.read("en/week01/01.md"), encoding="utf-8")
        (branch.docs / "en/week01/01.md").unlink()
        (chapter,) = report(run)["chapters"]  # type: ignore[attr-defined]
        assert len(chapter["links"]) == 6
        assert "6 links to the page broken" in run("status", "docs", "--since", "main").out

    def test_an_address_that_the_page_keeps(self, branch: Course, run: Run) -> None:
        text = branch.read("en/week01/01.md").replace("title:", "redirect_from: [/en/week01/01]\ntitle:")
        (branch.docs / "en/week01/one.md").write_text(text, encoding="utf-8")
        (branch.docs / "en/week01/01.md").unlink()
        (chapter,) = report(run)["chapters"]  # type: ignore[attr-defined]
        assert chapter["links"] == []


def test_paths_limit_the_chapters(branch: Course, run: Run) -> None:
    branch.write("en/week01/01.md", EN.replace("40 points", "50 points"))
    branch.write("en/week02/02.md", EN.replace("ch.01", "ch.02"))
    for path in ("docs/en/week01/01.md", "docs/es/week01/01.md"):
        found = json.loads(run("status", path, "--since", "HEAD", "--format", "json").out)
        assert [chapter["path"] for chapter in found["chapters"]] == ["en/week01/01.md"]


def test_one_locale(branch: Course, run: Run) -> None:
    git(branch.root, "switch", "-q", "main")
    branch.write("ja/week01/01.md", JA)
    commit_all(branch.root, 3)
    git(branch.root, "switch", "-q", "-C", "branch")
    branch.write("en/week01/01.md", EN.replace("40 points", "50 points"))
    found = report(run, "--locale", "ja")
    assert list(found["summary"]) == ["ja"]  # type: ignore[call-overload]
    assert [unit["locale"] for unit in blocks(run)[0]["units"]] == ["es", "ja"]  # type: ignore[attr-defined]
    assert [unit["locale"] for unit in blocks(run, "--locale", "ja")[0]["units"]] == ["ja"]  # type: ignore[attr-defined]


class TestRevisions:
    @pytest.mark.parametrize(
        "revision", ["nowhere", "", "--output=stolen", "-p", "main^{tree}", "main..HEAD", "HEAD:docs", "a\nb"], ids=repr
    )
    def test_a_bad_one_is_an_error_of_one_line(self, branch: Course, run: Run, revision: str) -> None:
        ran = run("status", "docs", f"--since={revision}")
        assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
        assert "is no commit" in ran.err
        assert not (branch.root / "stolen").exists()
        assert not list(branch.docs.glob("stolen*"))

    @pytest.mark.parametrize("revision", ["main", "HEAD~1", "refs/heads/main", "@{0}", "v1"])
    def test_any_name_of_a_commit(self, branch: Course, run: Run, revision: str) -> None:
        git(branch.root, "tag", "-a", "v1", "-m", "one", "main")
        branch.write("en/week01/01.md", EN.replace("40 points", "50 points"))
        assert "1 changed" in run("status", "docs", "--since", revision).out

    def test_unrelated_histories(self, branch: Course, run: Run) -> None:
        git(branch.root, "switch", "-q", "--orphan", "other")
        commit_all(branch.root, 3)
        git(branch.root, "switch", "-q", "branch")
        ran = run("status", "docs", "--since", "other")
        assert (ran.code, ran.err) == (2, "transcheck: error: --since: 'other' and HEAD have no commit in common\n")

    def test_a_shallow_clone_says_what_to_do(self, branch: Course, run: Run, tmp_path: Path) -> None:
        clone = tmp_path / "clone"
        git(branch.root, "clone", "-q", "--depth", "1", f"file://{branch.root}", str(clone))
        ran = run("status", str(clone / "docs"), "--since", "main")
        assert ran.code == 2
        assert "fetch-depth: 0" in ran.err

    def test_no_repository(self, course: Course, run: Run) -> None:
        (course.root / ".git").rmdir()
        ran = run("status", "docs", "--since", "main")
        assert (ran.code, ran.err) == (2, "transcheck: error: --since: no git repository\n")


@pytest.mark.parametrize(
    "arguments",
    [("--todo", "es"), ("--chapters",), ("--units",), ("--format", "html", "-o", "page"), ("--format", "badge")],
    ids=lambda arguments: arguments[0] + arguments[-1],
)
def test_options_that_do_not_go_together(branch: Course, run: Run, arguments: tuple[str, ...]) -> None:
    ran = run("status", "docs", "--since", "main", *arguments)
    assert (ran.code, ran.err.count("\n")) == (2, 1)
    assert run("status", "docs", "--exit-code").code == 2


def test_git_is_asked_in_a_constant_number_of_processes(
    branch: Course, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = subprocess.run(["sh", "-c", "command -v git"], capture_output=True, text=True, check=True).stdout.strip()
    counter = tmp_path / "bin" / "git"
    counter.parent.mkdir()
    counter.write_text(f'#!/bin/sh\necho x >> {tmp_path}/count\nexec {real} "$@"\n', encoding="utf-8")
    counter.chmod(0o755)
    for number in range(2, 8):
        branch.write(f"en/week01/{number:02}.md", EN.replace("ch.01", f"ch.{number:02}"))
    monkeypatch.setenv("PATH", f"{counter.parent}:{os.environ['PATH']}")
    assert "6 added" in run("status", "docs", "--since", "main").out
    assert (tmp_path / "count").read_text(encoding="utf-8").count("x") == 5


def test_a_hostile_repository_runs_nothing(branch: Course, run: Run, tmp_path: Path) -> None:
    witness, program = tmp_path / "witness", tmp_path / "program"
    program.write_text(f"#!/bin/sh\ntouch {witness}\ncat\n", encoding="utf-8")
    program.chmod(0o755)
    for key in (
        "core.fsmonitor",
        "diff.external",
        "core.pager",
        "filter.x.clean",
        "filter.x.smudge",
        "diff.x.textconv",
    ):
        git(branch.root, "config", key, str(program))
    (branch.root / ".gitattributes").write_text("*.md filter=x diff=x\n", encoding="utf-8")
    branch.write("en/week01/01.md", EN.replace("40", "50"))
    assert run("status", "docs", "--since", "main").code == 0
    assert not witness.exists()


def test_front_matter_alone(branch: Course, run: Run) -> None:
    branch.write("en/week01/01.md", EN.replace("title: Week 1", "date: 3 Feb 2025\ntitle: Week 1"))
    assert "nothing to follow: front matter or markup" in run("status", "docs", "--since", "main").out
    assert blocks(run) == []


def test_a_title_is_translated_too(branch: Course, run: Run) -> None:
    branch.write("en/week01/01.md", EN.replace("title: Week 1", "title: The first week"))
    text = run("status", "docs", "--since", "main", "--exit-code")
    assert (text.code, 'title changed  "Week 1" became "The first week"' in text.out) == (1, True)
    (chapter,) = report(run)["chapters"]  # type: ignore[attr-defined]
    assert chapter["retitled"] == ["Week 1", "The first week"]


def test_line_ends_are_no_change(branch: Course, run: Run) -> None:
    branch.write("en/week01/01.md", EN.replace("\n", "\r\n"))
    assert report(run)["chapters"] == []
