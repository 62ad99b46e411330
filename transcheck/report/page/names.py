"""Names of files: made of locales and chapters, which are untrusted, and safe on every file system."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable

_UNSAFE = re.compile(r"[^A-Za-z0-9_-]+")
_LONGEST = 60
_TAKEN = frozenset({"", "index", "findings", "con", "prn", "aux", "nul"})
"""Our own pages, and names that Windows keeps for devices."""


def slugs(keys: Iterable[str]) -> dict[str, str]:
    """A name for each key, without dots; those that would be one on some file system get a digest."""
    listed = list(dict.fromkeys(keys))
    made = {key: _UNSAFE.sub("-", key).strip("-")[:_LONGEST] for key in listed}
    count = Counter(slug.casefold() for slug in made.values())
    return {key: _unique(key, slug, count[slug.casefold()]) for key, slug in made.items()}


def _unique(key: str, slug: str, count: int) -> str:
    if count == 1 and slug.casefold() not in _TAKEN and len(slug) < _LONGEST:
        return slug
    return f"{slug}-{hashlib.sha256(key.encode('utf-8', 'replace')).hexdigest()[:10]}".lstrip("-")
