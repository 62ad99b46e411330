"""What is written where, and what is left alone."""

import pytest

from tests.projects.conftest import Course, Run

HTML = ("status", "docs", "--format", "html", "-o")


def test_a_page_is_replaced_and_what_it_has_no_more_is_removed(course: Course, run: Run) -> None:
    course.write("it/week01/01.md", course.read("es/week01/01.md").replace("lang: es", "lang: it"))
    assert run(*HTML, "page").code == 0
    page = course.root / "page"
    assert (page / "it.ch-01.html").exists()
    (page / "CNAME").write_text("docs.example.org\n", encoding="utf-8")
    (course.docs / "it/week01/01.md").unlink()
    assert run(*HTML, "page").code == 0
    assert not list(page.glob("it.*"))
    assert (page / "es.ch-01.html").exists()
    assert (page / "CNAME").read_text(encoding="utf-8") == "docs.example.org\n"
    assert not list(page.glob(".transcheck-*")), "no temporary file is left"


def test_a_folder_of_others_is_left_alone(course: Course, run: Run) -> None:
    (course.root / "site").mkdir()
    (course.root / "site/index.html").write_text("mine", encoding="utf-8")
    ran = run(*HTML, "site")
    assert ran.code == 2
    assert ran.err == "transcheck: error: site: not empty and no page of transcheck's; give a new or an empty folder\n"
    assert [path.name for path in (course.root / "site").iterdir()] == ["index.html"]


def test_a_link_in_the_folder_is_replaced_and_not_followed(course: Course, run: Run) -> None:
    assert run(*HTML, "page").code == 0
    victim = course.root / "victim.html"
    victim.write_text("mine", encoding="utf-8")
    (course.root / "page/index.html").unlink()
    (course.root / "page/index.html").symlink_to(victim)
    assert run(*HTML, "page").code == 0
    assert victim.read_text(encoding="utf-8") == "mine"
    assert not (course.root / "page/index.html").is_symlink()


def test_a_marker_removes_nothing_outside(course: Course, run: Run) -> None:
    assert run(*HTML, "page").code == 0
    victim = course.root / "victim.html"
    victim.write_text("mine", encoding="utf-8")
    marker = course.root / "page/transcheck-page.txt"
    marker.write_text(f"{marker.read_text(encoding='utf-8')}../victim.html\n{victim}\n", encoding="utf-8")
    assert run(*HTML, "page").code == 0
    assert victim.exists()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), "--format html needs -o FOLDER"),
        (("-o", "file"), "file: cannot be written: File exists"),
        (("-o", "page", "--forge", "javascript:alert(1)//x"), "not the http or https address of a repository"),
        (("-o", "page", "--forge", "https://user:secret@example.org/o/r"), "not the http or https address"),
    ],
    ids=["no-output", "a-file", "scheme", "secret"],
)
def test_what_cannot_be_is_said(course: Course, run: Run, arguments: tuple[str, ...], message: str) -> None:
    (course.root / "file").write_text("mine", encoding="utf-8")
    ran = run("status", "docs", "--format", "html", *arguments)
    assert (ran.code, ran.err.count("\n")) == (2, 1)
    assert message in ran.err


class TestBadges:
    """`--format badge`."""

    def test_one_to_standard_output(self, course: Course, run: Run) -> None:
        out = run("status", "docs", "--format", "badge", "--locale", "es").out
        assert "<title>Spanish: 100% translated</title>" in out
        assert 'role="img"' in out

    def test_a_folder_has_one_a_locale(self, course: Course, run: Run) -> None:
        course.write("ar/week01/01.md", course.read("es/week01/01.md").replace("lang: es", "lang: ar"))
        for _ in range(2):
            assert run("status", "docs", "--format", "badge", "-o", "badges").code == 0
        assert sorted(path.name for path in (course.root / "badges").iterdir()) == ["ar.svg", "es.svg"]

    def test_another_s_file_stays(self, course: Course, run: Run) -> None:
        (course.root / "logo.svg").write_text("<svg/>", encoding="utf-8")
        ran = run("status", "docs", "--format", "badge", "-o", "logo.svg")
        assert (ran.code, ran.err) == (
            2,
            "transcheck: error: logo.svg: is there already, and was not written by transcheck\n",
        )

    def test_several_need_a_folder(self, course: Course, run: Run) -> None:
        course.write("ar/week01/01.md", course.read("es/week01/01.md").replace("lang: es", "lang: ar"))
        ran = run("status", "docs", "--format", "badge")
        assert ran.code == 2
        assert "add --locale, or -o FOLDER for all 2" in ran.err


def test_a_report_goes_to_a_file(course: Course, run: Run) -> None:
    shown = run("status", "docs", "--format", "markdown").out
    assert run("status", "docs", "--format", "markdown", "-o", "status.md").out == ""
    assert (course.root / "status.md").read_text(encoding="utf-8") == shown
