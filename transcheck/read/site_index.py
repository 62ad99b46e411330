"""The site index of Jekyll: `_config.yml` files that list chapters by `path:`."""

import re
from collections.abc import Iterable
from pathlib import Path

import yaml

from transcheck.locales.tags import canonical
from transcheck.model.corpus import Listing, SiteIndex
from transcheck.model.text import Span
from transcheck.read.files import EXTENSIONS, read_text

_NAME = "_config.yml"
_PATH = re.compile(r"^[ \t]*-?[ \t]*path:[ \t]*(?P<path>[^\s#][^\n#]*?)[ \t]*(?:#[^\n]*)?\r?$", re.M)
_SECTION = re.compile(r"^(?P<key>[A-Za-z][\w-]*):[ \t]*\r?$", re.M)


def read_site_index(root: Path, files: Iterable[str], source_locale: str) -> SiteIndex | None:
    """The index of `root`, where it lists documents at all and is readable YAML."""
    if _NAME not in files:
        return None
    text, defect = read_text(root / _NAME)
    if defect or not _is_yaml(text):
        return None
    sections = [(match.start(), match["key"]) for match in _SECTION.finditer(text)]
    listings = []
    for match in _PATH.finditer(text):
        path = match["path"].strip("'\"")
        if path.lower().endswith(EXTENSIONS):
            key = next((name for at, name in reversed(sections) if at <= match.start()), "")
            listings.append(Listing(path, _section_locale(key, source_locale), Span(*match.span("path"))))
    return SiteIndex(_NAME, text, tuple(listings)) if listings else None


def _section_locale(key: str, source_locale: str) -> str:
    """A top-level key `es` or `chapters_es` lists Spanish chapters, any other the source's."""
    name = key.rpartition("_")[2]
    return name if canonical(name) else source_locale


def _is_yaml(text: str) -> bool:
    try:
        yaml.compose(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except yaml.YAMLError:
        return False
    return True
