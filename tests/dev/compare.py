"""The effect of a change on real translations: findings gained and lost per rule."""

import json
import os
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import click

ROOT = Path(__file__).parents[2]
_CORPORA = ("course/docs", "sites/hugo-commented", "sites/hugo-pinned", "sites/mkdocs", "sites/starlight", "book")


def default_corpora() -> list[Path]:
    found = [path for name in _CORPORA if (path := ROOT.parent / "shared" / "corpus" / name).is_dir()]
    if not found:
        raise click.ClickException("no corpora at ../shared/corpus; name folders to compare on")
    return found


def report(folder: Path, revision: str, show: int) -> Iterator[str]:
    """A line a rule, then examples of what came and went."""
    with tempfile.TemporaryDirectory() as temporary:
        tree = Path(temporary) / "tree"
        _git("worktree", "add", "--detach", str(tree), revision)
        try:
            before = _findings(tree, folder)
        finally:
            _git("worktree", "remove", "--force", str(tree))
    after = _findings(ROOT, folder)
    gained, lost = after - before, before - after
    yield f"\n{folder}: {before.total()} findings at {revision}, {after.total()} now"
    by_rule: dict[str, Counter[str]] = defaultdict(Counter)
    for sign, counts in (("+", gained), ("-", lost)):
        for (_, rule, _), count in counts.items():
            by_rule[rule][sign] += count
    for rule, signs in sorted(by_rule.items()):
        yield f"  {rule:28} +{signs['+']:<5} -{signs['-']}"
        for sign, counts in (("+", gained), ("-", lost)):
            for path, _, message in [key for key in sorted(counts) if key[1] == rule][:show]:
                yield f"      {sign} {path}: {message[:140]}"


def _git(*arguments: str) -> None:
    done = subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise click.ClickException(f"git {' '.join(arguments[:2])}: {done.stderr.strip()}")


def _findings(tree: Path, folder: Path) -> Counter[tuple[str, str, str]]:
    """Findings by path, rule and message, of the transcheck in `tree`."""
    command = [
        sys.executable,
        "-m",
        "transcheck",
        "lint",
        str(folder.absolute()),
        "--format",
        "json",
        "--fail-on",
        "never",
    ]
    done = subprocess.run(
        command, cwd=tree, env={**os.environ, "PYTHONPATH": str(tree)}, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise click.ClickException(f"{tree}: lint failed: {done.stderr.strip()[-400:]}")
    found = json.loads(done.stdout)["findings"]
    return Counter((one["path"], one["rule"], one["message"]) for one in found)
