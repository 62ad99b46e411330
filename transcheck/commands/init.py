"""`transcheck init`: a configuration, a hook and a workflow that fit this project; nothing is overwritten."""

from collections.abc import Iterator
from pathlib import Path

import click

from transcheck import __version__
from transcheck.commands.project import Project, open_project
from transcheck.errors import UserError

_CONFIG = """\
# transcheck checks translations against their source: transcheck lint {folder}
# Every key is explained in docs/configuration.md; `transcheck config --schema` prints the JSON schema.
source = "{source}"
{found}
# fail-on = "error"            # the least severity that makes the exit code 1
# ignore = ["suspicious-length"]

# [severity]
# untranslated-title = "info"  # error, warning, info or off

# [rules.missing-key]
# required = ["lang", "title"]

# [locales.fr]
# ignore = ["missing-source-comment"]
"""
_HOOK = """\
repos:
  - repo: https://github.com/transcheck/transcheck
    rev: v{version}
    hooks:
      - id: transcheck
      - id: transcheck-since
"""
_WORKFLOW = """\
name: translations
on:
  pull_request:
  push:
    branches: [{branch}]
permissions:
  contents: read
jobs:
  transcheck:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
        with:
          fetch-depth: 0
      - uses: actions/setup-python@v5
        with:
          python-version: "3.12"
      - run: pip install transcheck=={version}
      - run: transcheck lint {folder} --format github
"""


@click.command("init")
@click.argument("folder", default=".", type=click.Path(file_okay=False, exists=True))
@click.option("--dry-run", is_flag=True, help="Show what would be written.")
def command(folder: str, dry_run: bool) -> int:
    """Write a configuration, a pre-commit hook and a workflow for the project at FOLDER.

    Files that are there already are left alone, and said.

    \b
    Examples:
      transcheck init
      transcheck init docs --dry-run
    """
    project = open_project((folder,))
    top = repository_of(project.root)
    for path, text in files_for(project, top):
        if dry_run:
            click.echo(f"# {path}\n{text}")
        elif path.exists():
            click.echo(f"{path}: is there already, left alone")
        else:
            _write(path, text)
    return 0


def repository_of(root: Path) -> Path:
    """The working tree that holds `root`, or `root` where there is none."""
    return next((folder for folder in (root, *root.parents) if (folder / ".git").exists()), root)


def files_for(project: Project, top: Path) -> Iterator[tuple[Path, str]]:
    folder = project.root.relative_to(top).as_posix()
    corpus = project.corpus
    locales = ", ".join(corpus.locales) or "none yet"
    found = f"# found: {len(corpus.chapters)} chapters, locales {locales}, flavour {corpus.flavour.value}"
    source = corpus.source_locale
    yield top / "transcheck.toml", _CONFIG.format(folder=folder, source=source, found=found)
    yield top / ".pre-commit-config.yaml", _HOOK.format(version=__version__)
    if (top / ".git").exists():
        branch = _branch(top)
        workflow = _WORKFLOW.format(folder=folder, version=__version__, branch=branch)
        yield top / ".github" / "workflows" / "transcheck.yml", workflow


def _branch(top: Path) -> str:
    """The branch that is checked out, read from its file: no process for one word."""
    head = top / ".git" / "HEAD"
    text = head.read_text(encoding="utf-8").strip() if head.is_file() else ""
    return text.removeprefix("ref: refs/heads/") if text.startswith("ref: ") else "main"


def _write(path: Path, text: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise UserError(f"{path}: cannot be written: {error.strerror}") from None
    click.echo(f"{path}: written")
