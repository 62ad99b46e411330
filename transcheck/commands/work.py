"""Long work: how many processes it is worth, and a bar for a person who watches."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

_WORTH_PROCESSES = 24
"""Chapters from which starting processes pays, and a bar is worth looking at."""


def processes(chapters: int, asked: int = 0) -> int:
    """`asked`, or one a core where there are enough chapters."""
    if asked:
        return asked
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return cores if chapters >= _WORTH_PROCESSES else 1


@contextmanager
def progress(total: int, label: str) -> Iterator[Callable[[int], None]]:
    """A bar on standard error, where a person watches and the work is long; it is told how much is done."""
    if total < _WORTH_PROCESSES or not sys.stderr.isatty():
        yield lambda done: None
        return
    with click.progressbar(length=total, label=label, file=sys.stderr, show_eta=False) as bar:
        yield lambda done: bar.update(done - bar.pos)
