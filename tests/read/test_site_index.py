"""What a `_config.yml` lists, for which language, and where it says so."""

from pathlib import Path

import pytest

from transcheck.model.corpus import SiteIndex
from transcheck.read.site_index import read_site_index

INDEX = """\
title: A course
defaults:
  - scope: {path: ""}
################ English ################
prologues:
  - path: en/faq.md
chapters:
  - path: en/01.md   # the first
    sections:
      - path: "en/01-1.md"
################ Español ################
es:
  title: Curso
  chapters:
    - path: 'es/01.md'
#   - path: es/02.md
chapters_ja:
  - path: ja/第1章.md
  - path: images/a.png
"""


def read(folder: Path, text: str, name: str = "_config.yml") -> SiteIndex | None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode("utf-8", "surrogateescape"))
    return read_site_index(folder, [name], "en")


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_listings(tmp_path: Path, newline: str) -> None:
    index = read(tmp_path, INDEX.replace("\n", newline))
    assert index is not None
    assert [(one.locale, one.path) for one in index.listings] == [
        ("en", "en/faq.md"),
        ("en", "en/01.md"),
        ("en", "en/01-1.md"),
        ("es", "es/01.md"),
        ("ja", "ja/第1章.md"),
    ]
    assert all(one.span.of(index.text) == one.path for one in index.listings)


def test_an_index_in_a_folder_names_paths_from_there(tmp_path: Path) -> None:
    index = read(tmp_path, "chapters:\n  - path: en/01.md\n", "docs/_config.yml")
    assert index is not None
    assert (index.path, index.listings[0].path) == ("docs/_config.yml", "docs/en/01.md")


@pytest.mark.parametrize("text", ["", "title: A site\n", "a: [\n- path: en/01.md\n", "path: en/\udce901.md\n"])
def test_none(tmp_path: Path, text: str) -> None:
    assert read(tmp_path, text) is None


def test_no_file(tmp_path: Path) -> None:
    assert read_site_index(tmp_path, ["config.yml"], "en") is None
