"""The page in a real headless Chromium, opened from the file system."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest

from tests.page.browser import chromium, playwright
from tests.page.conftest import Site

SERIOUS = ("serious", "critical")


@dataclass
class Window:
    """A page that is open, with what it said and what it asked for."""

    page: "playwright.Page"
    said: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def shown(self, selector: str) -> int:
        return int(self.page.locator(f"{selector}:visible").count())


@pytest.fixture(scope="module")
def browser() -> "Iterator[playwright.Browser]":
    with chromium() as started:
        yield started


@pytest.fixture
def window(browser: "playwright.Browser") -> Iterator[Window]:
    """A window in which nothing may go wrong: no error, no request but for files."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    found = Window(context.new_page())
    found.page.on("console", lambda message: found.said.append(message.text))
    found.page.on("pageerror", lambda error: found.said.append(str(error)))
    found.page.on("request", lambda request: found.asked.append(request.url))
    yield found
    assert found.said == []
    assert all(url.startswith("file://") for url in found.asked), found.asked
    context.close()


def test_every_page_opens_and_runs_nothing_of_a_document(site: Site, window: Window) -> None:
    for name in site.names:
        window.page.goto(site.url(name))
        assert window.page.evaluate("window.pwned") is None
        assert window.page.locator("h1").is_visible()
    assert len(window.asked) == len(site.names), "a page is one file"


@pytest.mark.parametrize(
    ("field_name", "value", "state"),
    [
        ("status", "stale", "stale"),
        ("status", "untranslated", "untranslated"),
        ("rule", "missing-paragraph", "untranslated"),
    ],
)
def test_filters_show_what_fits(site: Site, window: Window, field_name: str, value: str, state: str) -> None:
    window.page.goto(site.url("es.ch-01.html"))
    before = window.shown(".unit")
    window.page.locator(f"select[name={field_name}]").select_option(value)
    after = window.shown(".unit")
    assert 0 < after < before
    assert window.shown(f".unit[data-status={state}]") == after
    assert window.page.locator(".filters output").inner_text() == f"{after} of {before} units"
    window.page.get_by_role("button", name="all").click()
    playwright.expect(window.page.locator(".unit:visible")).to_have_count(before)


def test_the_text_filter_takes_any_script(site: Site, window: Window) -> None:
    window.page.goto(site.url("zh.ch-01.html"))
    window.page.get_by_label("text").fill("梯度")
    assert window.shown(".unit") == 1
    window.page.get_by_label("text").fill("<script>")
    holding = [
        unit for unit in site.tree("zh.ch-01.html").xpath("//li[@data-item]") if "<script>" in unit.text_content()
    ]
    assert window.shown(".unit") == len(holding) > 0
    window.page.get_by_label("text").fill("nowhere")
    assert window.shown(".unit") == 0


def test_an_address_can_choose_a_filter(site: Site, window: Window) -> None:
    window.page.goto(site.url("es.html") + "?rule=missing-paragraph&text=<b>#findings")
    assert window.page.locator("#findings ~ form select[name=rule]").input_value() == "missing-paragraph"
    window.page.goto(site.url("findings.html"))
    window.page.locator("a[href^='es.html?rule=missing-paragraph']").click()
    assert window.shown(".found [data-item]") == 1


def test_keys_go_from_unit_to_unit(site: Site, window: Window) -> None:
    window.page.goto(site.url("es.ch-01.html"))
    seen = []
    for key in "jjk":
        window.page.keyboard.press(key)
        seen.append(window.page.evaluate("document.activeElement.id"))
    assert seen[0] != seen[1]
    assert seen[0] == seen[2]
    window.page.get_by_label("Keys").uncheck()
    window.page.keyboard.press("j")
    assert window.page.evaluate("document.activeElement.name") == "keys"


def test_the_first_stop_of_the_keyboard_skips_to_the_content(site: Site, window: Window) -> None:
    window.page.goto(site.url("index.html"))
    window.page.keyboard.press("Tab")
    assert window.page.evaluate("document.activeElement.textContent") == "Skip to content"
    window.page.keyboard.press("Enter")
    assert window.page.evaluate("document.activeElement.id") == "main"


@pytest.mark.parametrize("name", ["index.html", "es.html", "es.ch-01.html"])
def test_without_scripts_all_is_there(site: Site, browser: "playwright.Browser", name: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site.url(name))
    assert page.locator("[data-item]:visible").count() == len(site.tree(name).xpath("//*[@data-item]"))
    assert page.locator("form:visible, .keys:visible").count() == 0
    context.close()


def test_the_policy_stops_what_escaping_would_let_through(site: Site, browser: "playwright.Browser") -> None:
    page = browser.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(site.url("index.html"))
    page.evaluate(
        "document.body.insertAdjacentHTML('beforeend', `<img src='https://example.org/x' onerror='pwned = 1'>`)"
    )
    page.wait_for_timeout(200)
    assert page.evaluate("window.pwned") is None
    assert any("Content Security Policy" in text for text in said)
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 360])
def test_it_is_accessible(site: Site, browser: "playwright.Browser", scheme: str, width: int) -> None:
    """Axe-core finds nothing serious; Playwright's own scripts are let past the policy for it alone."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    context = browser.new_context(color_scheme=scheme, viewport={"width": width, "height": 800}, bypass_csp=True)
    page = context.new_page()
    for name in site.names:
        page.goto(site.url(name))
        violations = axe.run(page).response["violations"]
        assert not [(name, one["id"], one["nodes"][0]["html"]) for one in violations if one["impact"] in SERIOUS]
    context.close()


@pytest.mark.parametrize("width", [1280, 360])
def test_no_page_is_wider_than_its_window(site: Site, window: Window, width: int) -> None:
    window.page.set_viewport_size({"width": width, "height": 800})
    for name in site.names:
        window.page.goto(site.url(name))
        assert window.page.evaluate("document.documentElement.scrollWidth") <= width, name


def test_right_to_left_begins_at_the_right(site: Site, window: Window) -> None:
    window.page.goto(site.url("ar.ch-01.html"))
    target = window.page.locator(".target p:not(.label)").first
    assert target.evaluate("element => getComputedStyle(element).direction") == "rtl"
    formula = window.page.locator(".target code.code").first
    assert formula.evaluate("element => getComputedStyle(element).unicodeBidi") == "isolate"
    assert formula.evaluate("element => getComputedStyle(element).direction") == "ltr"


def test_it_prints_without_its_controls(site: Site, window: Window) -> None:
    window.page.goto(site.url("es.ch-01.html"))
    window.page.emulate_media(media="print")
    assert window.shown(":is(.filters, .keys, .skip)") == 0
    assert window.shown(".unit") > 0
