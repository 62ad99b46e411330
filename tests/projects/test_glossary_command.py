"""`transcheck glossary check`, `list` and `test`, and glossaries in `lint`."""

from pathlib import Path

import pytest

from transcheck.cli import main

GLOSSARY = "concepts:\n- source: loss\n  preferred: pérdida\n  deprecated: [merma]\n"


@pytest.fixture
def docs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for path, text in {
        "docs/en/a.md": "The loss falls.\n",
        "docs/es/a.md": "La pérdida baja.\n",
        "docs/glossary/es.yml": GLOSSARY,
    }.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path / "docs")
    return tmp_path / "docs"


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    with pytest.raises(SystemExit) as end:
        main(arguments)
    captured = capsys.readouterr()
    assert isinstance(end.value.code, int)
    return end.value.code, captured.out + captured.err


def test_check_finds_nothing_wrong(docs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out = run(capsys, "glossary", "check")
    assert (code, "1 concept, nothing wrong" in out) == (0, True)


def test_check_lists_every_mistake(docs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (docs / "glossary/es.yml").write_text("concepts:\n- source: a\n- sorce: b\n", encoding="utf-8")
    code, out = run(capsys, "glossary", "check", "glossary/es.yml")
    assert code == 1
    assert "es.yml:2: concept 'a'" in out and "es.yml:3: concept: unknown key 'sorce', did you mean 'source'?" in out


def test_a_broken_glossary_stops_lint(docs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (docs / "glossary/es.yml").write_text("concepts: 3\n", encoding="utf-8")
    code, out = run(capsys, "lint", ".")
    assert code == 2 and "es.yml:1: concepts: expected a list" in out
    assert run(capsys, "lint", ".", "--glossary", "none")[0] == 0


def test_list_counts_usage(docs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out = run(capsys, "glossary", "list", "es", ".", "--usage")
    assert code == 0
    assert "loss → pérdida; deprecated merma" in out and "1 unit (pérdida: 1)" in out and "can miss" in out


@pytest.mark.parametrize(
    ("target", "code", "verdict"),
    [("Las pérdidas.", 0, "right"), ("La merma.", 1, "deprecated"), ("El coste.", 1, "missing")],
)
def test_test_shows_what_is_found(
    docs: Path, capsys: pytest.CaptureFixture[str], target: str, code: int, verdict: str
) -> None:
    ended, out = run(capsys, "glossary", "test", "es", "The losses.", target)
    assert ended == code and out.startswith(verdict) and "Snowball" in out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("list", "xx"), "no glossary of 'xx'; there are: es"),
        (("check", "nothing.yml"), "nothing.yml: no such file or folder"),
        (("chek",), "did you mean 'check'"),
        (("test", "es"), "Missing argument"),
        (("list", "xx", "--packaged"), "no packaged glossary 'xx'"),
    ],
)
def test_bad_input(docs: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], message: str) -> None:
    code, out = run(capsys, "glossary", *arguments)
    assert code == 2 and message in out


def test_the_configuration_names_the_folder(docs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (docs / "transcheck.toml").write_text('glossary = "terms"\n', encoding="utf-8")
    code, out = run(capsys, "lint", ".")
    assert code == 2 and "'terms' is no folder" in out
    (docs / "terms").mkdir()
    (docs / "terms/es.yml").write_text("concepts:\n- source: loss\n  preferred: coste\n", encoding="utf-8")
    code, out = run(capsys, "lint", ".", "--format", "concise", "--fail-on", "warning")
    assert code == 1 and '"loss" is not translated as "coste"' in out


@pytest.mark.parametrize("name", ["check", "list", "test"])
def test_help_has_an_example(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, out = run(capsys, "glossary", name, "--help")
    assert code == 0 and "Example" in out
