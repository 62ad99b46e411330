"""The page without a browser: what its files hold, and what they never hold."""

import base64
import hashlib
import os
import re
import shutil
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from tests.page.conftest import Site, transcheck
from tests.page.texts import IMAGE, SCRIPT

FORGE = "https://github.com/example/course/"


def test_there_is_a_page_for_all_a_locale_and_a_chapter(site: Site) -> None:
    locales = ("ar", "es", "zh")
    expected = {
        "index.html",
        "findings.html",
        *(f"{one}.html" for one in locales),
        *(f"{one}.ch-01.html" for one in locales),
    }
    assert set(site.names) == expected


def test_hostile_text_is_text(site: Site) -> None:
    for name in site.names:
        tree = site.tree(name)
        assert len(tree.findall(".//script")) == 1, "the page's own"
        assert not tree.findall(".//img")
        attributes = {attribute for element in tree.iter() for attribute in element.attrib}
        assert not [one for one in attributes if one.startswith("on") or one == "style"]
    shown = site.tree("es.ch-01.html").text_content()
    assert SCRIPT in shown
    assert IMAGE in shown
    assert "<U+202E>" in shown, "a bidi control is shown and does not act"
    assert "\u202e" not in site.text("es.ch-01.html")


def test_every_hostile_field_is_shown(site: Site) -> None:
    """The chapter's key and title, a path, a commit's subject."""
    assert f"ch {SCRIPT}" in site.tree("index.html").text_content()
    assert f"Week 1 {SCRIPT}" in site.tree("index.html").text_content()
    assert f"dots {SCRIPT}" in site.tree("es.html").text_content()
    assert f"ch {SCRIPT}" in site.tree("es.html").text_content()


def test_the_policy_allows_the_page_s_own_style_and_script_alone(site: Site) -> None:
    for name in site.names:
        tree = site.tree(name)
        policy = tree.xpath("string(//meta[@http-equiv='Content-Security-Policy']/@content)")
        assert policy.startswith("default-src 'none';")
        for tag, directive in (("style", "style-src"), ("script", "script-src")):
            text = re.search(rf"<{tag}>(.*?)</{tag}>", site.text(name), re.DOTALL)
            assert text is not None
            digest = base64.b64encode(hashlib.sha256(text[1].encode()).digest()).decode()
            assert f"{directive} 'sha256-{digest}'" in policy


def test_links_lead_within_the_page_or_to_the_forge(site: Site) -> None:
    found = 0
    for name in site.names:
        for link in site.tree(name).xpath("//a/@href"):
            if link.startswith("https:"):
                assert link.startswith((f"{FORGE}blob/", f"{FORGE}commit/"))
                continue
            parts = urlsplit(link)
            assert not parts.scheme and not parts.netloc
            target = site.tree(unquote(parts.path) or name)
            assert not parts.fragment or target.xpath("//*[@id=$id]", id=parts.fragment), f"{name}: {link}"
            found += 1
    assert found > 20


def test_ids_are_there_once(site: Site) -> None:
    for name in site.names:
        ids = site.tree(name).xpath("//@id")
        assert len(ids) == len(set(ids)), name


def test_nothing_is_fetched(site: Site) -> None:
    for name in site.names:
        tree = site.tree(name)
        assert not tree.xpath("//@src | //link/@href | //@srcset | //object | //iframe | //form/@action")
        assert "secret" not in site.text(name), "what a remote's address holds"


def test_pages_are_small(site: Site) -> None:
    assert max((site.folder / name).stat().st_size for name in site.names) < 60_000


@pytest.mark.parametrize(("locale", "direction"), [("es", "ltr"), ("ar", "rtl"), ("zh", "ltr")])
def test_the_translation_is_set_in_its_language(site: Site, locale: str, direction: str) -> None:
    tree = site.tree(f"{locale}.ch-01.html")
    targets = tree.xpath("//div[contains(@class, 'target')]")
    assert len(targets) >= 5
    assert {(one.get("lang"), one.get("dir")) for one in targets} == {(locale, direction)}
    sources = tree.xpath("//div[contains(@class, 'source')]")
    assert {(one.get("lang"), one.get("dir")) for one in sources} == {("en", "ltr")}
    formulas = tree.xpath("//div[contains(@class, 'target')]//code[@class='code']")
    assert [one.get("dir") for one in formulas if "eta" in one.text] == ["ltr"]


def test_a_stale_unit_shows_what_changed_and_by_which_commit(site: Site) -> None:
    (unit,) = site.tree("es.ch-01.html").xpath("//li[@data-status='stale' and @data-class='prose'][.//del]")
    assert unit.xpath("string(.//del)") == "40 points"
    assert unit.xpath("string(.//ins)") == "50 dots"
    assert unit.xpath(f"count(.//a[starts-with(@href, '{FORGE}commit/')])") == 2
    assert "stale-source-comment" in unit.get("data-rule")
    assert "50 dots" in unit.xpath("string(.//div[contains(@class, 'source')])")
    assert "40 puntos" in unit.xpath("string(.//div[contains(@class, 'target')])")


def test_a_pin_says_what_became_of_it(site: Site) -> None:
    (said,) = site.tree("zh.ch-01.html").xpath("//p[@class='files'][contains(., 'default_lang_commit')]")
    assert said.text_content().endswith(" drifted: the source has changed in 1 commit since")
    assert not site.tree("es.ch-01.html").xpath("//p[contains(., 'default_lang_commit')]")


def test_what_is_missing_is_shown_in_its_place(site: Site) -> None:
    (unit,) = site.tree("es.ch-01.html").xpath("//li[@data-status='untranslated']")
    assert "The last paragraph" in unit.text_content()
    assert "Not translated." in unit.text_content()
    assert "missing-paragraph" in unit.get("data-rule")


def test_the_work_list_leads_to_the_unit(site: Site) -> None:
    (link,) = site.tree("es.html").xpath(
        "//table[@class='work']//tr[@data-status='stale']//a[contains(@href, '#u')]/@href"
    )[:1]
    name, _, anchor = link.partition("#")
    (unit,) = site.tree(name).xpath("//li[@id=$id]", id=anchor)
    assert unit.get("data-status") == "stale"


def test_without_a_forge_there_are_no_outside_links(repository: Path, tmp_path: Path) -> None:
    """A folder that is in no repository."""
    copy = tmp_path / "copy"
    for path in (repository / "docs").rglob("01.md"):
        file = copy / path.relative_to(repository / "docs")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(path.read_bytes())
    assert transcheck("status", str(copy), "--format", "html", "-o", str(tmp_path / "page")) == 0
    made = Site(tmp_path / "page")
    assert "no git repository" in made.tree("index.html").text_content()
    assert not [link for name in made.names for link in made.tree(name).xpath("//a/@href") if ":" in link]


def test_one_locale_alone(repository: Path, tmp_path: Path) -> None:
    out = tmp_path / "page"
    assert transcheck("status", str(repository / "docs"), "--format", "html", "-o", str(out), "--locale", "zh") == 0
    made = Site(out)
    assert set(made.names) == {"index.html", "findings.html", "zh.html", "zh.ch-01.html"}
    assert "es/01.md" not in made.text("findings.html"), "no findings of other locales"


def test_git_is_asked_in_few_processes(repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = shutil.which("git")
    counter = tmp_path / "bin" / "git"
    counter.parent.mkdir()
    counter.write_text(f'#!/bin/sh\necho x >> {tmp_path}/count\nexec {real} "$@"\n', encoding="utf-8")
    counter.chmod(0o755)
    monkeypatch.setenv("PATH", f"{counter.parent}:{os.environ['PATH']}")
    assert transcheck("status", str(repository / "docs"), "--format", "html", "-o", str(tmp_path / "page")) == 0
    assert (tmp_path / "count").read_text(encoding="utf-8").count("x") <= 6


def test_the_same_report_makes_the_same_page(site: Site, repository: Path, tmp_path: Path) -> None:
    assert transcheck("status", str(repository / "docs"), "--format", "html", "-o", str(tmp_path / "page")) == 0
    again = Site(tmp_path / "page")
    assert {name: again.text(name) for name in again.names} == {name: site.text(name) for name in site.names}
