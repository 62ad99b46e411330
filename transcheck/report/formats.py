"""The formats, and the way from a result to its text."""

import importlib
from collections.abc import Callable, Iterator
from enum import Enum

from transcheck.model.finding import Result
from transcheck.report.options import Options


class Format(Enum):
    """An output format; its module is named after it (`as_<value>`)."""

    FULL = "full"
    CONCISE = "concise"
    JSON = "json"
    JSON_LINES = "json-lines"
    SARIF = "sarif"
    GITHUB = "github"
    GITLAB = "gitlab"
    JUNIT = "junit"
    MARKDOWN = "markdown"


def render(result: Result, output_format: Format, options: Options) -> Iterator[str]:
    """The report, in pieces that each end with a newline; all of it can be encoded as UTF-8.

    Only the format's own module is imported: `sarif` and `junit` need modules that `full` need not load.
    """
    module = f"transcheck.report.as_{output_format.value.replace('-', '_')}"
    lines: Callable[[Result, Options], Iterator[str]] = importlib.import_module(module).lines
    return (f"{line}\n" for line in lines(result, options))
