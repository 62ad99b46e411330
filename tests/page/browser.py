"""A real headless Chromium for tests, or why there is none.

Playwright downloads a browser of its own with `playwright install`; Debian's package does as well, and a
browser that TRANSCHECK_CHROMIUM names.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_QUIET = (
    "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
"""A browser that looks for nothing on the network: all that a test sees asked for, the page asked for."""


@contextmanager
def chromium() -> "Iterator[playwright.Browser]":
    with playwright.sync_playwright() as started:
        path = _installed() or started.chromium.executable_path
        if not Path(path).exists():
            pytest.skip("no Chromium: apt-get install chromium, or playwright install chromium")
        sandbox = () if os.geteuid() else ("--no-sandbox",)
        browser = started.chromium.launch(executable_path=path, args=[*_QUIET, *sandbox])
        yield browser
        browser.close()


def _installed() -> str | None:
    named = os.environ.get("TRANSCHECK_CHROMIUM")
    return named or next(filter(None, map(shutil.which, _NAMES)), None)
