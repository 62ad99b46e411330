"""What front matter is expected to hold, learnt from the sources and translations of a project.

A translation holds its chapter's keys.  What it holds beside them, and which of them a project leaves
to the source, the other translations tell; a project that joins its chapters by `lang-ref` has
conventions of its own (`lang`, `translator`, `translation-date`) even while it has one translation.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from types import MappingProxyType

from transcheck.model.document import FrontMatter, Head, Key

LANG, LANG_REF, TITLE, DATE = "lang", "lang-ref", "title", "date"
TRANSLATOR, TRANSLATION_DATE = "translator", "translation-date"

_FEW = 5
"""With fewer translations than this there is no custom to learn from."""


@dataclass(frozen=True, slots=True)
class KeyUse:
    """How translations use a key.

    Of those whose source holds it (`asked`) some hold it too (`kept`), some with the same text (`equal`);
    of those whose source does not (`free`) some hold it all the same (`added`).
    """

    asked: int = 0
    kept: int = 0
    equal: int = 0
    free: int = 0
    added: int = 0

    @property
    def is_dropped(self) -> bool:
        """Whether translations leave the key to the source."""
        return self.asked >= _FEW and self.kept < 0.8 * self.asked

    @property
    def is_always_kept(self) -> bool:
        return self.asked > _FEW and self.kept >= 0.9 * (self.asked - 1)

    @property
    def is_copied(self) -> bool:
        """Whether translations write it as the source does."""
        return self.kept >= _FEW and self.equal >= 0.9 * self.kept

    @property
    def is_changed(self) -> bool:
        """Whether translations write it otherwise than the source as a rule."""
        return self.kept >= _FEW and self.equal < 0.5 * self.kept

    @property
    def is_rarely_added(self) -> bool:
        return self.free >= _FEW and self.added < 0.5 * self.free

    @property
    def is_always_added(self) -> bool:
        return self.free > _FEW and self.added >= 0.9 * (self.free - 1)


def has_value(key: Key | None) -> bool:
    return key is not None and key.value not in (None, "", [], {})


def key_uses(pairs: Iterable[tuple[FrontMatter, FrontMatter]]) -> Mapping[str, KeyUse]:
    """The use of every key in pairs of a source's and its translation's front matter."""
    asked, kept, equal, added = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    total = 0
    for source, target in pairs:
        total += 1
        held = {name for name, key in target.values.items() if has_value(key)}
        wanted = {name for name, key in source.values.items() if has_value(key)}
        asked.update(wanted)
        kept.update(wanted & held)
        equal.update(n for n in wanted & held if source.text(n).split() == target.text(n).split())
        added.update(held - wanted)
    names = asked.keys() | added.keys()
    uses = {n: KeyUse(asked[n], kept[n], equal[n], total - asked[n], added[n]) for n in names}
    return MappingProxyType(uses)


@dataclass(frozen=True, slots=True)
class Custom:
    """What a project's front matter is used to be."""

    uses: Mapping[str, KeyUse]
    uses_lang_ref: bool

    def use(self, name: str) -> KeyUse:
        return self.uses.get(name, KeyUse())

    def expected(self, source: Head | None) -> Mapping[str, bool]:
        """The keys that a translation of `source` should hold, and whether it must."""
        keys = source.metadata.keys if source and source.metadata else ()
        names = {key.name: False for key in keys if has_value(key) and self._is_expected(key.name)}
        names |= {name: False for name, use in self.uses.items() if use.is_always_added}
        if self.uses_lang_ref:
            names |= self._of_lang_ref(source)
        if TITLE in names:
            names[TITLE] = self.uses_lang_ref
        return names

    def _is_expected(self, name: str) -> bool:
        use = self.use(name)
        if name == TITLE:
            return True
        return not use.is_dropped if self.uses_lang_ref else use.is_always_kept

    def _of_lang_ref(self, source: Head | None) -> Mapping[str, bool]:
        told = {name: False for name in (TRANSLATOR, TRANSLATION_DATE) if not self.use(name).is_rarely_added}
        if not self.use(LANG).is_rarely_added:
            told[LANG] = True
        if source is None or source.lang_ref:
            told[LANG_REF] = True
        return told

    def misspelt(self, head: Head, source: Head | None) -> Mapping[str, str]:
        """The keys of a translation that are no keys of its source's, with the expected key each stands for."""
        held = head.metadata.values if head.metadata else {}
        known = source.metadata.values if source and source.metadata else {}
        wanted = {*self.expected(source), *(name for name, key in known.items() if has_value(key))}
        absent = sorted(name for name in wanted if name not in held)
        found = {}
        for name, key in held.items():
            if name not in known and not self.use(name).is_always_added:
                meant = _meant(key, absent) if absent else None
                if meant is not None:
                    found[name] = meant
                    absent.remove(meant)
        return found


def _meant(key: Key, absent: Iterable[str]) -> str | None:
    """The one key of `absent` that `key` is a slip of the hand for, or says in another script."""
    dated = sum(char.isdigit() for char in key.text) >= 4
    fitting = [name for name in absent if dated or not name.endswith(DATE)]
    if not key.name.isascii():
        own = [name for name in fitting if name == (TRANSLATION_DATE if dated else TRANSLATOR)]
        return own[0] if own else None
    near = sorted(((_likeness(_folded(key.name), name), name) for name in fitting), reverse=True)
    if not near or near[0][0] < 0.75 or (len(near) > 1 and near[0][0] - near[1][0] < 0.05):
        return None
    return near[0][1]


def _likeness(written: str, name: str) -> float:
    """From 0 to 1; words more or less are another key, and a short name leaves room for one letter only."""
    folded = _folded(name)
    if written == folded:
        return 1.0
    if written.count("-") != folded.count("-") or (len(name) <= 5 and abs(len(written) - len(name)) > 1):
        return 0.0
    ratio = SequenceMatcher(None, written, folded, autojunk=False).ratio()
    return ratio if ratio >= (0.75 if len(name) <= 5 else 0.8) else 0.0


def _folded(name: str) -> str:
    return "-".join(name.casefold().replace("_", " ").replace("-", " ").split())
