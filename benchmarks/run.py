"""How fast transcheck is, as ratios in one run: machines are noisy, ratios less so.

    python benchmarks/run.py CORPUS [--repeat 5]

Cold lint stands beside markdown-it-py fully parsing the same files in one process; one file and
`--help` beside a Python that starts and imports click and yaml.  Medians of whole processes.
"""

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

import click

_PARSE = """
import sys
from pathlib import Path
from markdown_it import MarkdownIt
parser = MarkdownIt("commonmark").enable("table")
for path in sorted(Path(sys.argv[1]).rglob("*.md")):
    parser.parse(path.read_text(encoding="utf-8", errors="replace"))
"""
_LINT = ("-m", "transcheck", "lint", "--format", "json", "--fail-on", "never")


@click.command()
@click.argument("corpus", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--repeat", default=5, show_default=True, help="Runs of each; the median counts.")
def main(corpus: Path, repeat: int) -> None:
    """Print seconds and ratios of lint, one file and help on CORPUS."""
    one = max(
        (p for p in corpus.rglob("*.md") if "en" not in p.relative_to(corpus).parts), key=lambda p: p.stat().st_size
    )
    rows = {
        "bare start (import click, yaml)": ("-c", "import click, yaml"),
        "markdown-it-py, every file": ("-c", _PARSE, str(corpus)),
        "--help": ("-m", "transcheck", "--help"),
        "one file (the longest)": (*_LINT, str(one)),
        "lint, cold": (*_LINT, str(corpus)),
        "lint, cold, one process": (*_LINT, str(corpus), "--jobs", "1"),
    }
    times = {name: _median(arguments, repeat) for name, arguments in rows.items()}
    bare, parse = times["bare start (import click, yaml)"], times["markdown-it-py, every file"]
    for name, seconds in times.items():
        click.echo(f"{name:34}{seconds:8.3f} s")
    click.echo(f"{'lint / parse':34}{times['lint, cold'] / parse:8.2f}   (at most 4)")
    click.echo(f"{'one file / bare start':34}{times['one file (the longest)'] / bare:8.2f}   (at most 10)")
    click.echo(f"{'--help / bare start':34}{times['--help'] / bare:8.2f}   (at most 4)")


def _median(arguments: tuple[str, ...], repeat: int) -> float:
    """The median of `repeat` runs after one that warms the file system and the bytecode."""
    return statistics.median([_seconds(arguments) for _ in range(repeat + 1)][1:])


def _seconds(arguments: tuple[str, ...]) -> float:
    env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=env, check=False
    )
    if done.returncode:
        raise click.ClickException(f"{' '.join(arguments[:4])}: exit {done.returncode}: {done.stderr.decode()[-300:]}")
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
