"""A change shown on the terminal."""

import difflib
import os
import sys

import click

from transcheck.report.escape import visible
from transcheck.report.terminal import wants_color

_COLOURS = {"+": "green", "-": "red", "@": "cyan"}


def show_diff(path: str, before: str, after: str) -> None:
    """A unified diff; what documents hold is escaped."""
    colour = wants_color(sys.stdout, os.environ)
    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), f"a/{path}", f"b/{path}", lineterm="", n=2)
    for line in lines:
        style = _COLOURS.get(line[:1]) if colour else None
        click.echo(click.style(visible(line), fg=style) if style else visible(line))
