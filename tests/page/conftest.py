"""The page of a small hostile course, built once by the command."""

import os
import subprocess
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import lxml.html
import pytest

from tests.page.texts import AR, EN, ES, IMAGE, SCRIPT, ZH
from tests.projects.conftest import course, run  # noqa: F401
from transcheck.cli import main


@dataclass(frozen=True)
class Site:
    """A folder of pages."""

    folder: Path

    @cached_property
    def names(self) -> tuple[str, ...]:
        return tuple(sorted(path.name for path in self.folder.glob("*.html")))

    def text(self, name: str) -> str:
        return (self.folder / name).read_text(encoding="utf-8")

    def tree(self, name: str) -> lxml.html.HtmlElement:
        return lxml.html.fromstring(self.text(name))

    def url(self, name: str) -> str:
        return (self.folder / name).as_uri()


def transcheck(*arguments: str) -> int:
    with pytest.raises(SystemExit) as left:
        main(list(arguments))
    return int(left.value.code or 0)


def commit(folder: Path, subject: str) -> str:
    who = {"GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@example.org"}
    who |= {key.replace("AUTHOR", "COMMITTER"): value for key, value in who.items()}
    environment = {**os.environ, **who, "GIT_CONFIG_GLOBAL": os.devnull}
    for arguments in (("add", "-A"), ("commit", "-q", "-m", subject), ("rev-parse", "HEAD")):
        done = subprocess.run(["git", *arguments], cwd=folder, env=environment, check=True, capture_output=True)
    return done.stdout.decode().strip()


@pytest.fixture(scope="session")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """English, Spanish, Arabic, and Chinese with a pin; then the English changes, in a commit of hostile subject."""
    root = tmp_path_factory.mktemp("course")
    subprocess.run(["git", "init", "-q", "-b", "main"], cwd=root, check=True)
    address = "https://user:secret@github.com/example/course.git"
    subprocess.run(["git", "config", "remote.origin.url", address], cwd=root, check=True)
    hostile = EN.replace("ch.01", f'"ch {SCRIPT}"').replace("title: Week 1 ", "title: X ")
    texts = {"en/01.md": EN, "es/01.md": ES, "ar/01.md": AR, "zh/01.md": ZH, f"en/{IMAGE.replace('/', '')}.md": hostile}
    for path, text in texts.items():
        file = root / "docs" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    start = commit(root, "start")
    pinned = ZH.replace("lang: zh", f"lang: zh\ndefault_lang_commit: {start}")
    (root / "docs/zh/01.md").write_text(pinned, encoding="utf-8")
    (root / "docs/en/01.md").write_text(EN.replace("40 points", "50 dots"), encoding="utf-8")
    commit(root, f"dots {SCRIPT}")
    return root


@pytest.fixture(scope="session")
def site(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Site:
    folder = tmp_path_factory.mktemp("page")
    assert transcheck("status", str(repository / "docs"), "--format", "html", "-o", str(folder)) == 0
    return Site(folder)
