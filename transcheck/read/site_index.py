"""The site index of Jekyll: a `_config.yml` that lists chapters by `path:`."""

import re
from collections.abc import Iterable
from pathlib import Path

import yaml

from transcheck.locales.tags import canonical
from transcheck.model.corpus import Listing, SiteIndex
from transcheck.model.text import Span
from transcheck.read.files import EXTENSIONS, read_text

_NAME = "_config.yml"
_PATH = re.compile(
    r"^[ \t]*-?[ \t]*path:[ \t]*(?:\"(?P<double>[^\"\n]+)\"|'(?P<single>[^'\n]+)'|(?P<plain>[^\s#\"'][^\n#]*?))"
    r"[ \t]*(?:#[^\n]*)?\r?$",
    re.M,
)
_SECTION = re.compile(r"^(?P<key>[A-Za-z][\w-]*):", re.M)


def read_site_index(root: Path, files: Iterable[str], source_locale: str) -> SiteIndex | None:
    """The index nearest to the root, where it lists documents at all and is readable YAML."""
    found = [file for file in files if f"/{file}".endswith(f"/{_NAME}")]
    path = min(found, key=lambda file: (file.count("/"), file), default="")
    text, defect = read_text(root / path) if path else ("", None)
    if not text or defect or not _is_yaml(text):
        return None
    listings = tuple(_listings(text, path.removesuffix(_NAME), source_locale))
    return SiteIndex(path, text, listings) if listings else None


def _listings(text: str, folder: str, source_locale: str) -> Iterable[Listing]:
    """Every `path:` of a document, each with the locale of the top-level key that it stands under."""
    locales = {match.start(): _section_locale(match["key"], source_locale) for match in _SECTION.finditer(text)}
    begins = sorted(locales)
    for match in _PATH.finditer(text):
        while len(begins) > 1 and begins[1] <= match.start():
            begins.pop(0)
        locale = locales[begins[0]] if begins and begins[0] <= match.start() else source_locale
        group = match.lastgroup or "plain"
        if match[group].lower().endswith(EXTENSIONS):
            yield Listing(folder + match[group], locale, Span(*match.span(group)))


def _section_locale(key: str, source_locale: str) -> str:
    """A top-level key `es` or `chapters_es` lists Spanish chapters, any other the source's."""
    name = key.rpartition("_")[2]
    return name if canonical(name) else source_locale


def _is_yaml(text: str) -> bool:
    try:
        yaml.compose(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except (yaml.YAMLError, ValueError):
        return False
    return True
