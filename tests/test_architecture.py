"""Which room may import which: data flows one way (DESIGN.md section 3)."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "transcheck"

MAY_IMPORT = {
    "__init__": set(),
    "__main__": {"cli"},
    "errors": set(),
    "lazy": set(),
    "parallel": set(),
    "model": set(),
    "locales": set(),
    "syntax": {"model"},
    "compare": {"model", "locales"},
    "read": {"model", "locales"},
    "align": {"model", "locales", "compare"},
    "terms": {"model", "locales", "errors"},
    "rule": {"model", "locales", "rules", "terms"},
    "rules": {"rule", "compare", "syntax", "model", "locales", "terms"},
    "suppress": {"model", "errors"},
    "fix": {"model", "errors"},
    "stamp": {"rule", "model"},
    "check": {"stamp", "suppress", "rule", "model", "terms"},
    "lint": {"check", "parallel", "stamp", "model"},
    "report": {"rule", "model", "locales"},
    "config": {"rule", "model", "errors"},
    "schema": {"config", "rule", "model"},
    "commands": {
        "__init__", "cli", "config", "schema", "parallel", "read", "align", "terms", "check", "lint", "stamp",
        "suppress", "fix", "report", "rule", "rules", "model", "locales", "errors",
    },
    "cli": {"__init__", "commands", "errors"},
}  # fmt: skip
"""`rule` finds `rules` by walking; `commands.completion` needs the group of `cli` that it completes."""

ANYWHERE = {"lazy"}
"""What every room may import: it might be a part of Python."""

THIRD_PARTY = {
    "model": set(),
    "syntax": set(),
    "compare": set(),
    "align": {"rapidfuzz"},
    "rules": {"pygments"},
    "check": set(),
    "lint": set(),
    "report": {"jinja2", "markupsafe"},
}
"""What else a room may import; rooms not named may import any dependency."""

MODULES = sorted(PACKAGE.rglob("*.py"))


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(path: Path) -> Iterator[str]:
    """Every module that `path` imports, wherever in it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            assert node.names[0].name != "*", f"{path}: import *"
            yield node.module or ""


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_point_down(path: Path) -> None:
    room = room_of(path)
    ours = {
        name.split(".")[1] if "." in name else "__init__"
        for name in imports(path)
        if name.split(".")[0] == "transcheck"
    }
    assert ours - {room, *ANYWHERE} <= MAY_IMPORT[room]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_rooms_stay_pure(path: Path) -> None:
    room = room_of(path)
    others = {name.split(".")[0] for name in imports(path)} - {"transcheck"} - sys.stdlib_module_names
    assert room not in THIRD_PARTY or others <= THIRD_PARTY[room]


@pytest.mark.parametrize(
    "path", [p for p in MODULES if room_of(p) == "rules" and p.name != "__init__.py"], ids=lambda p: p.stem
)
def test_rules_know_no_other_rule(path: Path) -> None:
    assert not [name for name in imports(path) if name.startswith("transcheck.rules")]


@pytest.mark.parametrize(
    "path",
    [p for p in MODULES if room_of(p) in ("model", "align", "rules", "check", "lint")],
    ids=lambda p: str(p.relative_to(PACKAGE)),
)
def test_pure_rooms_touch_neither_files_nor_git(path: Path) -> None:
    assert not {"subprocess", "os", "pathlib", "io", "socket", "shutil"} & set(imports(path))
