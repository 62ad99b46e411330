"""Whether a paragraph is plainly in another language than it should be in, for rules that then have nothing to add."""

from transcheck.locales.identify import looks_like
from transcheck.locales.language import language

_SHORT, _LONG = 80, 200
_CLEARLY = 0.3


def is_foreign(text: str, tag: str, source_tag: str) -> bool:
    """Whether a text was left in the source's language, or came from a translation into another one.

    A short text says nothing.  A long one that has no word or letter of its language is in another.
    """
    if len(text) < _SHORT or not language(tag).has_data:
        return False
    own = looks_like(text, tag)
    return own + _CLEARLY < looks_like(text, source_tag) or (not own and len(text) >= _LONG)
