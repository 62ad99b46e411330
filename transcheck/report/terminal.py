"""Terminals: whether they take colour, the colours, and how wide a text is on them."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache
from typing import TextIO

from transcheck.model.finding import Severity


class Style(Enum):
    """What a piece of a report is, as the SGR codes that show it."""

    PATH = "1"
    ERROR = "1;31"
    WARNING = "1;33"
    INFO = "1;36"
    FAINT = "2"
    FIXABLE = "32"


SEVERITY_STYLES: Mapping[Severity, Style] = {
    Severity.ERROR: Style.ERROR,
    Severity.WARNING: Style.WARNING,
    Severity.INFO: Style.INFO,
}


@dataclass(frozen=True, slots=True)
class Painter:
    """Colours text, or leaves it as it is."""

    color: bool

    def paint(self, text: str, style: Style) -> str:
        return f"\x1b[{style.value}m{text}\x1b[0m" if self.color and text else text


def wants_color(stream: TextIO, environ: Mapping[str, str]) -> bool:
    """Whether to colour: NO_COLOR wins over FORCE_COLOR, and both over what the stream is."""
    if environ.get("NO_COLOR"):
        return False
    if force := environ.get("FORCE_COLOR"):
        return force.lower() not in ("0", "false")
    return environ.get("TERM") != "dumb" and stream.isatty()


def width_of(text: str) -> int:
    """The columns that `text` takes."""
    return len(text) if text.isascii() else sum(map(_char_width, text))


@cache
def _char_width(char: str) -> int:
    if unicodedata.east_asian_width(char) in ("W", "F"):
        return 2
    # Vowels and finals of decomposed Hangul join the syllable before them.
    return 0 if unicodedata.category(char) in ("Mn", "Me", "Cf") or "\u1160" <= char <= "\u11ff" else 1
