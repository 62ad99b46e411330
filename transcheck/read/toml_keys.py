"""TOML between `+++` fences -> keys with their places."""

import re
import tomllib

from transcheck.model.document import Defect, Key
from transcheck.model.text import LineIndex, Span

_LONGEST = 100_000
_LINE = re.compile(
    r"^[ \t]*(?P<name>\"[^\"\n]{1,80}\"|'[^'\n]{1,80}'|[A-Za-z0-9_-]{1,80})[ \t]*=[ \t]*(?P<value>[^\r\n]*?)[ \t]*\r?$",
    re.M,
)
_TABLE = re.compile(r"^[ \t]*\[", re.M)
_ERROR_LINE = re.compile(r"\(at line (\d+), column \d+\)$")


def read_toml(source: str, base: int) -> tuple[tuple[Key, ...], Defect | None]:
    """The top-level keys of `source`, which stands at offset `base`; none where it cannot be read."""
    try:
        if len(source) > _LONGEST:
            raise ValueError("too long to read")
        table = tomllib.loads(source.replace("\r\n", "\n"))
    except (ValueError, RecursionError) as error:
        return (), _defect(str(error), source, base)
    tables = _TABLE.search(source)
    places = {m["name"].strip("'\""): m for m in _LINE.finditer(source, 0, tables.start() if tables else len(source))}
    whole = Span(base, base + len(source.rstrip()))
    return tuple(_key(name, value, places.get(name), whole) for name, value in table.items()), None


def _key(name: str, value: object, place: re.Match[str] | None, whole: Span) -> Key:
    plain = value if isinstance(value, (str, bool, int, list, dict)) else str(value)
    if place is None:
        return Key(name, whole, plain, whole)
    spans = (Span(*place.span(group)).shifted(whole.start) for group in ("name", "value"))
    return Key(name, next(spans), plain, next(spans))


def _defect(problem: str, source: str, base: int) -> Defect:
    match = _ERROR_LINE.search(problem)
    lines = LineIndex(source)
    number = min(int(match[1]), len(lines.starts)) if match else 1
    reason = _ERROR_LINE.sub("", problem).strip()
    return Defect(lines.line(number).shifted(base), f"front matter is not valid TOML: {reason}")
