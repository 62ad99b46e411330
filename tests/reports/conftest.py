"""Golden files are rewritten with `pytest --update` (or TRANSCHECK_UPDATE=1)."""

import os

import pytest


@pytest.fixture
def update(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--update", default=bool(os.environ.get("TRANSCHECK_UPDATE"))))
