"""`transcheck new` and `sync`: what they write is what the linter reads."""

from pathlib import Path

import pytest

from tests.projects.conftest import EN, ES, Course, Run


class TestNew:
    def test_front_matter_and_commented_source_as_the_others_have_them(self, course: Course, run: Run) -> None:
        course.write("en/week02/02.md", EN.replace("ch.01", "ch.02").replace("Week 1", "Week 2"))
        ran = run("new", "es", "ch.02", "--root", "docs", "--translator", "Inés Robledo")
        assert ran.code == 0
        text = course.read("es/week02/02.md")
        assert text.startswith(
            "---\nlang-ref: ch.02\nlang: es\ntitle: Week 2\n"
            "translator: Inés Robledo\ntranslation-date: 1 Jan 2026\n---\n\n<!-- ## Loss -->\n"
        )
        assert "\n<!-- The loss says how wrong the prediction is for every one of the 40 points. -->\n" in text

    def test_what_is_new_is_reported_as_untranslated_and_not_as_broken(self, course: Course, run: Run) -> None:
        course.write("en/week02/02.md", EN.replace("ch.01", "ch.02"))
        run("new", "es", "ch.02", "--root", "docs", "--translator", "Inés")
        ran = run("lint", "docs/es/week02/02.md", "--select", "front-matter,source-comment,corpus")
        assert "stale-source-comment" not in ran.out
        assert "missing-key" not in ran.out

    def test_a_locale_without_translations(self, course: Course, run: Run) -> None:
        run("new", "ja", "docs/en/week01/01.md")
        assert "lang: ja" in course.read("ja/week01/01.md")
        assert "<!-- ## Loss -->" in course.read("ja/week01/01.md")

    def test_lists_stand_in_one_comment_and_code_is_copied(self, course: Course, run: Run) -> None:
        course.write("en/week02/02.md", "---\nlang-ref: ch.02\n---\n\n- one\n- two\n\n```py\nx = 1\n```\n\n$$\nx\n$$\n")
        out = run("new", "es", "ch.02", "--root", "docs", "--dry-run").out
        assert "<!-- - one\n- two -->\n\n```py\nx = 1\n```\n\n$$\nx\n$$\n" in out

    @pytest.mark.parametrize(
        ("locale", "chapter", "says"),
        [
            ("es", "ch.01", "is the es translation of ch.01 already"),
            ("es", "ch.1", "no chapter 'ch.1'"),
            ("jp", "ch.01", "'jp' is no locale, did you mean 'ja'?"),
        ],
    )
    def test_bad_input(self, course: Course, run: Run, locale: str, chapter: str, says: str) -> None:
        ran = run("new", locale, chapter, "--root", "docs")
        assert ran.code == 2
        assert says in ran.err

    def test_other_layouts(self, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(tmp_path)
        for path in ("docs/a.md", "docs/b.md", "i18n/fr/docusaurus-plugin-content-docs/current/a.md"):
            full = tmp_path / path
            full.parent.mkdir(parents=True, exist_ok=True)
            full.write_text("# Title\n\nSome words of a text.\n", encoding="utf-8")
        assert run("new", "fr", "docs/b.md").code == 0
        assert (tmp_path / "i18n/fr/docusaurus-plugin-content-docs/current/b.md").is_file()


class TestSync:
    def test_a_changed_meaning_is_marked_and_reported(self, course: Course, run: Run) -> None:
        course.write("en/week01/01.md", EN.replace("40 points", "50 points"))
        assert "1 document changed, 1 marked" in run("sync", "docs").err
        text = course.read("es/week01/01.md")
        assert '<!-- transcheck: update "40" became "50" -->\n\n<!-- The loss says' in text
        assert "50 points. -->\nLa pérdida dice" in text
        out = run("lint", "docs").out
        assert 'pending-update: the translation is to be updated: "40" became "50"' in out
        assert "stale-source-comment" not in out
        assert "unknown-rule" not in out

    def test_a_corrected_spelling_is_brought_in_without_a_mark(self, course: Course, run: Run) -> None:
        course.write("es/week01/01.md", ES.replace("predictoin", "prediction").replace("prediction is", "predicton is"))
        run("sync", "docs")
        assert course.read("es/week01/01.md") == ES

    def test_a_new_paragraph_is_added_in_its_place(self, course: Course, run: Run) -> None:
        course.write(
            "en/week01/01.md", EN.replace("## Descent", "A paragraph that was not there before.\n\n## Descent")
        )
        run("sync", "docs")
        text = course.read("es/week01/01.md")
        new = text.index("<!-- A paragraph that was not there before. -->")
        assert text.index("40 puntos") < new < text.index("<!-- ## Descent -->")
        assert "transcheck: update new in the source -->" in text

    def test_a_second_run_changes_nothing(self, course: Course, run: Run) -> None:
        course.write(
            "en/week01/01.md", EN.replace("40 points", "50 points") + "\nA new last paragraph of some words.\n"
        )
        run("sync", "docs")
        text = course.read("es/week01/01.md")
        assert "0 documents changed" in run("sync", "docs").err
        assert course.read("es/week01/01.md") == text

    def test_a_diff_writes_nothing_and_crlf_stays(self, course: Course, run: Run) -> None:
        course.write("en/week01/01.md", EN.replace("40 points", "50 points"))
        course.write("es/week01/01.md", ES.replace("\n", "\r\n"))
        ran = run("sync", "docs", "--diff")
        assert "-<!-- The loss says how wrong" in ran.out
        assert course.read("es/week01/01.md") == ES.replace("\n", "\r\n")
        run("sync", "docs")
        assert "\n" not in course.read("es/week01/01.md").replace("\r\n", "")

    def test_a_document_without_comments_is_left_alone(self, course: Course, run: Run) -> None:
        plain = "\n".join(line for line in ES.split("\n") if not line.startswith("<!--"))
        course.write("es/week01/01.md", plain)
        course.write("en/week01/01.md", EN.replace("40 points", "50 points"))
        run("sync", "docs")
        assert course.read("es/week01/01.md") == plain
