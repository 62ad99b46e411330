"""Collects literate cases as tests, and says where the shared corpora are."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import settings

from tests import literate

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"

# The same examples at every run, however slow the machine; `pytest --hypothesis-profile search` looks for new ones.
settings.register_profile("search", deadline=None)
settings.register_profile("steady", deadline=None, derandomize=True)
settings.load_profile("steady")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="rewrite the expected findings and golden files")


@pytest.fixture
def update(request: pytest.FixtureRequest) -> bool:
    """Whether expectations are to be rewritten."""
    return bool(request.config.getoption("--update"))


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real translations; tests that need it skip where it is absent."""
    if not SHARED.is_dir():
        pytest.skip("the shared corpora are not on this machine (../shared)")
    return SHARED


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    if file_path.suffix == ".md" and file_path.is_relative_to(ROOT / "tests" / "rules"):
        collector: pytest.Collector = CaseFile.from_parent(parent, path=file_path)
        return collector
    return None


class CaseFile(pytest.File):
    """A Markdown file of cases for the rule it is named after."""

    def collect(self) -> Iterator[pytest.Item]:
        for case in literate.parse(self.path.read_text(encoding="utf-8")):
            yield CaseItem.from_parent(self, name=case.title, case=case)


class CaseItem(pytest.Item):
    """One case: its findings are exactly those listed, and its fixes give exactly the text shown."""

    def __init__(self, *, case: literate.Case, **kwargs: object) -> None:
        super().__init__(**kwargs)  # type: ignore[arg-type]
        self.case = case

    def runtest(self) -> None:
        folder = self._folder()
        case, rule = self.case, self.path.stem
        findings = literate.run(case, rule, folder)
        found = literate.listed(case, findings)
        if self.config.getoption("--update"):
            self._rewrite(found)
        elif case.findings is None:
            raise CaseFailedError("the case has no findings block")
        elif found != case.findings:
            raise CaseFailedError(f"expected:\n{case.findings}\nfound:\n{found}")
        path = case.target or literate.SOURCE
        if case.fixed is not None and (text := literate.mended(case, findings, path)) != case.fixed:
            raise CaseFailedError(f"fixed, expected:\n{case.fixed}\nfound:\n{text}")
        if case.fixed is not None:
            self._check_stable(case, rule, path)

    def _check_stable(self, case: literate.Case, rule: str, path: str) -> None:
        """A second run of the fixes changes nothing."""
        again = replace(case, files={**case.files, path: case.fixed or ""})
        findings = literate.run(again, rule, self._folder())
        if literate.mended(again, findings, path) != case.fixed:
            raise CaseFailedError("the fixes change the fixed text again")

    def _folder(self) -> Path:
        factory: pytest.TempPathFactory = self.config._tmp_path_factory  # type: ignore[attr-defined]
        return factory.mktemp("case")

    def _rewrite(self, found: str) -> None:
        """Put `found` in the findings block of this case, which moves with the cases before it."""
        text = self.path.read_text(encoding="utf-8")
        case = next(c for c in literate.parse(text) if c.title == self.case.title)
        if case.findings is not None:
            start, end = case.findings_at
            self.path.write_text(text[:start] + found + text[end:], encoding="utf-8")

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: object = None) -> str:
        if isinstance(excinfo.value, CaseFailedError):
            return f"{self.path.name}: {self.name}\n{excinfo.value}"
        return str(super().repr_failure(excinfo))

    def reportinfo(self) -> tuple[Path, int | None, str]:
        return self.path, None, f"{self.path.stem}: {self.name}"


class CaseFailedError(Exception):
    """A case's findings or fixes are not those it shows."""


def pytest_collection_modifyitems(items: Iterable[pytest.Item]) -> None:
    """Cases of one file in one worker, so that `--update` rewrites it in order."""
    for item in items:
        if isinstance(item, CaseItem):
            item.add_marker(pytest.mark.xdist_group(str(item.path)))
