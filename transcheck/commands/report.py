"""Results -> a report for where it goes."""

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from transcheck import __version__
from transcheck.model.finding import Result
from transcheck.report.formats import Format, render
from transcheck.report.options import Options, RuleInfo
from transcheck.report.terminal import wants_color
from transcheck.rule import all_rules


def pieces(result: Result, output_format: str, options: Options) -> Iterator[str]:
    return render(result, Format(output_format), options)


def options_for(root: Path, *, to_file: bool) -> Options:
    """Colour and width of the terminal, if it goes to one; paths as seen from the working directory."""
    prefix = os.path.relpath(root, Path.cwd()).replace(os.sep, "/")
    return Options(
        color=not to_file and wants_color(sys.stdout, os.environ),
        width=shutil.get_terminal_size((100, 24)).columns,
        rules=tuple(
            RuleInfo(r.id, r.family, r.summary, r.documentation, r.severity, r.confidence, r.dimension.value)
            for r in all_rules().values()
        ),
        prefix="" if prefix == "." else prefix,
        version=__version__,
    )
