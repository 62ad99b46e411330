"""What the history of blocks tells `status`: branches, copies in comments, ignored commits, in real repositories."""

import random
import subprocess
from pathlib import Path

import pytest

from tests.projects.conftest import EN, ES, PLAIN, Course, Repository, Run
from transcheck.commands.evidence import gather, report_on
from transcheck.commands.project import open_project
from transcheck.model.normal import folded_space
from transcheck.model.status import DriftClass, Evidence, Status, UnitStatus

SOURCE, TARGET = "en/week01/01.md", "es/week01/01.md"
LOSS = "The loss says how wrong the prediction is for every one of the 40 points."
STEP = "Every step of the descent moves the parameters a little against the gradient."
MORE_POINTS = EN.replace("40 points", "50 points")
OTHER_STEP = EN.replace("a little against", "far along")


def units(folder: Path) -> list[UnitStatus]:
    """The units of the Spanish chapter that are not plainly done."""
    project = open_project([str(folder)])
    (document,) = report_on(project, gather(project)).chapters[0].locales
    return [unit for unit in document.units if unit.status is not Status.TRANSLATED or unit.drift]


def shas(unit: UnitStatus) -> list[str]:
    return [commit.sha for commit in unit.changed_by]


class TestBranches:
    """Branches that went on beside one another stand one after the other in the log."""

    def test_each_change_is_the_branch_s_that_made_it(self, repository: Repository) -> None:
        repository.git("checkout", "-q", "-b", "other")
        step = repository.commit(SOURCE, OTHER_STEP, "another step")
        repository.git("checkout", "-q", "main")
        points = repository.commit(SOURCE, MORE_POINTS, "more points")
        repository.git("merge", "-q", "--no-edit", "other")
        by_text = {unit.source_then: shas(unit) for unit in units(repository.course.docs)}
        assert by_text == {LOSS: [points], STEP: [step]}

    def test_the_block_s_own_history_knows_them_too(self, repository: Repository) -> None:
        repository.commit(TARGET, PLAIN, "without comments")
        self.test_each_change_is_the_branch_s_that_made_it(repository)

    def test_a_merge_that_settles_a_conflict_changed_it(self, repository: Repository) -> None:
        repository.git("checkout", "-q", "-b", "other")
        theirs = repository.commit(SOURCE, EN.replace("40 points", "60 points"), "sixty")
        repository.git("checkout", "-q", "main")
        ours = repository.commit(SOURCE, MORE_POINTS, "fifty")
        with pytest.raises(subprocess.CalledProcessError):
            repository.git("merge", "-q", "other")
        settled = repository.commit(SOURCE, EN.replace("40 points", "110 points"), "merged")
        (unit,) = units(repository.course.docs)
        assert shas(unit)[-1] == settled
        assert set(shas(unit)) <= {theirs, ours, settled}

    def test_a_translation_knows_the_source_of_its_own_branch(self, repository: Repository) -> None:
        """The translation is committed after the change, on a branch that has not seen it."""
        repository.git("checkout", "-q", "-b", "translation")
        repository.git("checkout", "-q", "main")
        points = repository.commit(SOURCE, MORE_POINTS, "more points")
        repository.git("checkout", "-q", "translation")
        anew = PLAIN.replace("equivoca la predicción", "confunde nuestra red")
        repository.commit(TARGET, anew, "translated anew, from the old source")
        repository.git("checkout", "-q", "main")
        repository.git("merge", "-q", "--no-edit", "translation")
        (unit,) = units(repository.course.docs)
        assert (unit.evidence, unit.drift, shas(unit)) == (Evidence.HISTORY, DriftClass.NUMBER, [points])

    def test_a_rebased_change_has_its_new_name(self, repository: Repository) -> None:
        repository.git("checkout", "-q", "-b", "other")
        gone = repository.commit(SOURCE, OTHER_STEP, "another step")
        repository.git("checkout", "-q", "main")
        points = repository.commit(SOURCE, MORE_POINTS, "more points")
        repository.git("checkout", "-q", "other")
        repository.git("rebase", "-q", "main")
        step = repository.git("rev-parse", "HEAD")
        assert step != gone
        by_text = {unit.source_then: unit for unit in units(repository.course.docs)}
        assert shas(by_text[STEP]) == [step]
        origin = by_text[STEP].translated_from
        assert origin is not None
        assert origin.sha == points


def test_translated_from_is_the_last_commit_that_holds_the_comment(repository: Repository) -> None:
    """A hundred commits edit, add and revert words at random; every comment is as old as it is."""
    numbers = random.Random(5)
    words = ("alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa")
    blocks = [f"Paragraph {words[n]} says what the {n} models of week {n} learn from their data." for n in range(10)]
    copies = list(blocks)
    for number in range(100):
        place = numbers.randrange(10)
        last = blocks[place].split(" ")[-1]
        blocks[place] = numbers.choice([f"{blocks[place][:-1]} and {numbers.choice(words)}.", copies[place]])
        if numbers.random() < 0.1:
            blocks.reverse()
            copies.reverse()
        english = "---\nlang-ref: ch.01\n---\n\n" + "\n\n".join(blocks) + "\n"
        if english != repository.course.read(SOURCE):
            repository.commit(SOURCE, english, f"{number}: {last}")
    spanish = "\n\n".join(f"<!-- {copy} -->\n\nPárrafo {n}, que dice algo." for n, copy in enumerate(copies))
    repository.commit(TARGET, f"---\nlang-ref: ch.01\nlang: es\n---\n\n{spanish}\n", "translated")
    stale = [unit for unit in units(repository.course.docs) if unit.status is Status.STALE]
    assert len(stale) >= 4
    revisions = repository.git("log", "--format=%H", "--", f"docs/{SOURCE}").split()
    for unit in stale:
        assert unit.translated_from is not None and unit.unit.comment is not None
        place = revisions.index(unit.translated_from.sha)
        text = folded_space(unit.unit.comment.text)
        assert text in folded_space(repository.git("show", f"{revisions[place]}:docs/{SOURCE}"))
        assert text not in folded_space(repository.git("show", f"{revisions[place - 1]}:docs/{SOURCE}"))
        assert shas(unit)[0] == revisions[place - 1]
        changed = [sha for sha in shas(unit) if sha not in revisions[:place]]
        assert changed == []


class TestComments:
    def test_paragraphs_that_were_joined_in_one_comment(self, repository: Repository) -> None:
        joined = "<!--\n## Loss\nThe loss falls. It falls for each of the 40 points of the set.\nThen it rests.\n-->"
        english = EN.replace(LOSS, "The loss falls. It falls for each of the 40 points of the set.\n\nThen it rests.")
        repository.commit(SOURCE, english, "two paragraphs")
        spanish = ES.replace("<!-- ## Loss -->", joined).replace(f"<!-- {LOSS} -->\n", "")
        repository.commit(TARGET, spanish, "one comment")
        changed = repository.commit(SOURCE, english.replace("40", "50"), "more points")
        assert [changed] in [shas(unit) for unit in units(repository.course.docs)]

    def test_a_copy_with_a_slip_is_not_stale(self, repository: Repository) -> None:
        repository.commit(TARGET, ES.replace("how wrong the prediction", "how wrong prediction model"), "a slip")
        (unit,) = units(repository.course.docs)
        assert (unit.status, shas(unit), unit.translated_from) == (Status.TRANSLATED, [], None)

    def test_a_copy_with_a_slip_of_what_changed_since_is(self, repository: Repository) -> None:
        repository.commit(TARGET, ES.replace("how wrong the prediction", "how wrong teh prediction"), "a slip")
        changed = repository.commit(SOURCE, MORE_POINTS, "more points")
        (unit,) = units(repository.course.docs)
        assert (unit.status, shas(unit), unit.translated_from) == (Status.STALE, [changed], None)

    def test_a_link_that_came_is_named_and_makes_nothing_stale(self, repository: Repository) -> None:
        changed = repository.commit(SOURCE, EN.replace("## Descent", "## [Descent](https://example.org/1)"), "a link")
        (unit,) = units(repository.course.docs)
        assert (unit.status, unit.drift, shas(unit)) == (Status.TRANSLATED, DriftClass.LINK, [changed])

    def test_a_command_in_a_code_block(self, repository: Repository) -> None:
        code = "```sh\npip install {0}\npython train.py --points 40\n```\n"
        repository.commit(SOURCE, EN + "\n" + code.format("torch"), "code")
        commented = f"\n<!--\n{code.format('torch')}-->\n\n{code.format('torch')}"
        repository.commit(TARGET, ES + commented, "code")
        changed = repository.commit(SOURCE, EN + "\n" + code.format("torch torchvision"), "one more package")
        (unit,) = units(repository.course.docs)
        assert (unit.status, unit.drift, shas(unit)) == (Status.STALE, DriftClass.CODE, [changed])


class TestWithoutComments:
    @pytest.fixture(autouse=True)
    def without_comments(self, repository: Repository) -> None:
        repository.commit(TARGET, PLAIN, "translated anew")

    def test_the_source_then_is_told(self, repository: Repository) -> None:
        changed = repository.commit(SOURCE, OTHER_STEP, "another step")
        (unit,) = units(repository.course.docs)
        assert (unit.status, unit.source_then, shas(unit)) == (Status.STALE, STEP, [changed])

    def test_an_article_or_a_spelling_makes_nothing_stale(self, repository: Repository) -> None:
        repository.commit(
            SOURCE, EN.replace("the 40 points", "40 points").replace("gradient", "gradiant"), "an article"
        )
        assert [unit for unit in units(repository.course.docs) if unit.status is Status.STALE] == []

    def test_what_one_commit_mended_on_both_sides_is_fresh(self, repository: Repository) -> None:
        repository.course.write(SOURCE, EN.replace("how wrong the prediction is", "the size of the error"))
        repository.commit(TARGET, PLAIN.replace("equivoca", "equivóca"), "both sides")
        assert units(repository.course.docs) == []

    def test_a_formula_that_the_target_has_already_is_fresh(self, repository: Repository) -> None:
        repository.commit(SOURCE, EN + "\n$$y = ax$$\n", "a formula")
        repository.commit(TARGET, PLAIN + "\n$$y = ax$$\n", "a formula")
        repository.commit(SOURCE, EN + "\n$$y = -ax$$\n", "a sign")
        (unit,) = units(repository.course.docs)
        assert (unit.status, unit.drift) == (Status.STALE, DriftClass.FORMULA)
        repository.commit(TARGET, PLAIN + "\n$$y = -ax$$\n", "a sign")
        assert units(repository.course.docs) == []

    @pytest.mark.parametrize(
        ("old", "new"),
        [
            ("## Descent", "{{% section %}}\n\n## Descent"),
            ("gradient.", "`gradient`."),
            ("[points](/en/a)", "[points](/en/b/)"),
            ("{{< note >}}a remark{{< /note >}}", "{{% note %}}a remark{{% /note %}}"),
            ("says", "says\n"),
            ("## Descent", "## Descent {#descent}"),
            ("“wrong”", '"wrong"'),
        ],
        ids=["shortcode", "code", "target", "delimiter", "wrapping", "id", "quotes"],
    )
    def test_a_cosmetic_change_makes_nothing_stale(self, repository: Repository, old: str, new: str) -> None:
        english = EN if old in EN else EN.replace("wrong the", f"{old} the")
        if english != EN:
            repository.commit(SOURCE, english, "as it was")
        repository.commit(TARGET, PLAIN.replace("equivoca la predicción", "confunde nuestra red"), "translated anew")
        repository.commit(SOURCE, english.replace(old, new), "cosmetic")
        repository.commit(TARGET, PLAIN.replace("equivoca la predicción", "confúnde nuestra red"), "a slip")
        assert [unit for unit in units(repository.course.docs) if unit.status is not Status.TRANSLATED] == []

    def test_code_that_the_target_has_already_is_fresh(self, repository: Repository) -> None:
        code = "\n```sh\npip install torch{0}\npython train.py --points 40\n```\n"
        repository.commit(SOURCE, EN + code.format(""), "code")
        repository.commit(TARGET, PLAIN + code.format(""), "code")
        changed = repository.commit(SOURCE, EN + code.format(" numpy"), "one more package")
        repository.commit(TARGET, PLAIN.replace("equivoca", "equivóca") + code.format(""), "a slip elsewhere")
        (unit,) = units(repository.course.docs)
        assert (unit.status, unit.drift, shas(unit)) == (Status.STALE, DriftClass.CODE, [changed])
        repository.commit(TARGET, PLAIN + code.format(" numpy"), "followed")
        assert units(repository.course.docs) == []

    def test_a_copied_formula_dates_what_landed_late(self, repository: Repository) -> None:
        before = EN.replace("the 40 points", "the points $x_1, x_2$")
        repository.commit(SOURCE, before, "a formula")
        changed = repository.commit(SOURCE, before.replace("$x_1, x_2$", "$x_1, x_9$"), "another index")
        late = PLAIN.replace("los 40 puntos", "los puntos $x_1, x_2$")
        repository.commit(TARGET, late, "translated from the copy of last month")
        (unit,) = units(repository.course.docs)
        assert (unit.status, unit.drift, shas(unit)) == (Status.STALE, DriftClass.FORMULA, [changed])


class TestIgnoredCommits:
    def configure(self, course: Course, text: str) -> None:
        (course.root / "transcheck.toml").write_text(text, encoding="utf-8")

    @pytest.mark.parametrize("comments", [True, False], ids=["comments", "history"])
    @pytest.mark.parametrize(
        "setting",
        ['ignore-commits = ["{0}"]', 'ignore-commits = ["{0:.8}"]', 'ignore-subjects = ["^chore\\\\b"]', "file"],
    )
    def test_their_changes_are_no_drift(self, repository: Repository, run: Run, setting: str, comments: bool) -> None:
        if not comments:
            repository.commit(TARGET, PLAIN, "without comments")
        ignored = repository.commit(SOURCE, MORE_POINTS, "chore: other points")
        assert [unit.status for unit in units(repository.course.docs)] == [Status.STALE]
        if setting == "file":
            listed = repository.course.root / ".git-blame-ignore-revs"
            listed.write_text(f"# a mass edit\n\n{ignored}  # why\n", encoding="utf-8")
            setting = 'ignore-commits = [".git-blame-ignore-revs"]'
        self.configure(repository.course, setting.format(ignored))
        assert units(repository.course.docs) == []
        assert run("lint", "docs", "--select", "stale-source-comment,drift", "--fail-on", "info").code == 0

    def test_others_are_drift_still(self, repository: Repository) -> None:
        repository.commit(SOURCE, MORE_POINTS, "chore: other points")
        changed = repository.commit(SOURCE, MORE_POINTS.replace("wrong", "false"), "another word")
        self.configure(repository.course, 'ignore-subjects = ["^chore"]')
        (unit,) = units(repository.course.docs)
        assert (unit.status, shas(unit)) == (Status.STALE, [changed])

    @pytest.mark.parametrize(
        ("setting", "said"),
        [
            ('ignore-commits = ["abc"]', "ignore-commits: 'abc' is no commit, and no file that can be read"),
            ('ignore-commits = ["abcd"]', "ignore-commits: 'abcd' is too short, at least 7 digits tell"),
            ('ignore-commits = ["no-such-file"]', "'no-such-file' is no commit, and no file that can be read"),
            ('ignore-commits = ["revs"]', "revs:2: 'oops' is no commit"),
            ('ignore-subjects = ["("]', "ignore-subjects: '(': missing )"),
            ('ignore-subjects = ["(a|aa)+$"]', "takes too long on"),
            ("ignore-subjects = 1", "ignore-subjects: expected a list"),
        ],
    )
    def test_what_cannot_be_read_is_said_in_a_line(
        self, repository: Repository, run: Run, setting: str, said: str
    ) -> None:
        (repository.course.root / "revs").write_text("# first\noops\n", encoding="utf-8")
        repository.commit(SOURCE, MORE_POINTS, "a" * 200 + "b")
        self.configure(repository.course, setting)
        ran = run("status", "docs")
        assert ran.code == 2
        assert said in ran.err
        assert ran.err.count("\n") == 1
