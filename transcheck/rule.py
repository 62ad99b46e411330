"""What a rule is: a checking function and what the engine and the documentation know of it.

A rule is a module `transcheck/rules/<family>/<rule_id>.py` with one function `check`, decorated with
`@rule`.  Id, family, documentation, subject and options are derived from the module.
"""

import importlib
import inspect
import pkgutil
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, is_dataclass
from functools import cache
from typing import Any, Generic, TypeAlias, TypeVar, get_args, get_type_hints

from transcheck.locales.language import Language, language
from transcheck.model.chronicle import Chronicle
from transcheck.model.corpus import Chapter, Corpus
from transcheck.model.document import Directive, Document
from transcheck.model.finding import Confidence, Dimension, Problem, Safety, Severity
from transcheck.model.unit import Translation, Unit
from transcheck.terms.base import TermBase


@dataclass(frozen=True)
class NoOptions:
    """The options of a rule that has none."""


Options = TypeVar("Options")


def _no_translations(chapter: Chapter) -> Iterable[Translation]:
    return ()


@dataclass(frozen=True)
class Context(Generic[Options]):
    """What a rule may know beside its subject.

    `translation` is set for units and translations, and for documents that are translations.
    `today` is the ISO date of the run, given by the command so that a run can be repeated.
    `known_rules` are the ids and families that directives may name.  `unused` are directives with a
    name that silenced nothing ("" for one that names none); only the control family is given them.
    `terms` is the glossary of the translation's locale, where there is one.  `chronicle` is what git tells of
    the translation, None outside a repository and for rules that do not ask (`@rule(history=True)`).
    Rules over the corpus are given `translations`, which reads and aligns a chapter when it is asked (that takes
    its time: for rules that are opt-in), and the glossary of every locale.
    """

    options: Options
    corpus: Corpus
    translation: Translation | None = None
    today: str = ""
    known_rules: frozenset[str] = frozenset()
    unused: tuple[tuple[Directive, str], ...] = ()
    terms: TermBase | None = None
    chronicle: Chronicle | None = None
    translations: Callable[[Chapter], Iterable[Translation]] = _no_translations
    glossaries: Mapping[str, TermBase] = field(default_factory=dict)

    @property
    def language(self) -> Language:
        """The language of the translation, or the source language."""
        return language(self.translation.locale if self.translation else self.corpus.source_locale)

    @property
    def source_language(self) -> Language:
        return language(self.corpus.source_locale)


Subject: TypeAlias = type[Document] | type[Unit] | type[Translation] | type[Corpus]
Check: TypeAlias = Callable[[Any, Context[Any]], Iterator[Problem]]

SUBJECTS: tuple[Subject, ...] = (Document, Unit, Translation, Corpus)


@dataclass(frozen=True)
class Rule:
    """A rule with all that is derived from its module."""

    id: str
    family: str
    severity: Severity
    confidence: Confidence
    dimension: Dimension
    opt_in: bool
    fix: Safety | None
    history: bool
    subject: Subject
    options: type
    documentation: str
    check: Check

    def __reduce__(self) -> tuple[Callable[[str], "Rule"], tuple[str]]:
        """Rules travel to worker processes by name, for their module holds the rule in place of the function."""
        return _rule, (self.id,)

    @property
    def summary(self) -> str:
        """The first sentence of the documentation."""
        return self.documentation.strip().split("\n\n", 1)[0].replace("\n", " ").strip().rstrip(".")


def rule(
    *,
    severity: Severity,
    confidence: Confidence = Confidence.HIGH,
    dimension: Dimension = Dimension.ACCURACY,
    opt_in: bool = False,
    fix: Safety | None = None,
    history: bool = False,
) -> Callable[[Check], Rule]:
    """Make a rule of a module's `check(subject, ctx)`.

    `fix` is the weakest safety of the fixes that it proposes; `history` says that it asks what git tells.
    Raises TypeError, at import, for a signature that no engine could call.
    """

    def decorate(check: Check) -> Rule:
        module = sys.modules[check.__module__]
        family, name = check.__module__.rsplit(".", 2)[1:]
        subject, options = _signature(check)
        return Rule(
            id=name.replace("_", "-"),
            family=family.replace("_", "-"),
            severity=severity,
            confidence=confidence,
            dimension=dimension,
            opt_in=opt_in,
            fix=fix,
            history=history,
            subject=subject,
            options=options,
            documentation=inspect.getdoc(module) or "",
            check=check,
        )

    return decorate


def _signature(check: Check) -> tuple[Subject, type]:
    hints = get_type_hints(check)
    names = list(inspect.signature(check).parameters)
    subject = hints.get(names[0]) if len(names) == 2 else None
    if subject not in SUBJECTS:
        raise TypeError(f"{check.__module__}: check must take (Document | Unit | Translation | Corpus, Context)")
    options = get_args(hints[names[1]])
    if len(options) != 1 or not isinstance(options[0], type) or not is_dataclass(options[0]):
        raise TypeError(f"{check.__module__}: the context must be Context[a frozen dataclass]")
    return subject, options[0]


@cache
def all_rules() -> Mapping[str, Rule]:
    """Every rule below `transcheck.rules`, by id, found by walking the package."""
    package = importlib.import_module("transcheck.rules")
    found: dict[str, Rule] = {}
    for info in pkgutil.walk_packages(package.__path__, "transcheck.rules."):
        if not info.ispkg:
            one: Rule = importlib.import_module(info.name).check
            found[one.id] = one
    return dict(sorted(found.items(), key=lambda item: (item[1].family, item[0])))


def _rule(rule_id: str) -> Rule:
    return all_rules()[rule_id]


_SECTION = re.compile(r"^(?P<fence>`{3,}).*?^(?P=fence)[ ]*$|^## (?P<title>[^\n]+)$", re.M | re.S)


def sections(documentation: str) -> Mapping[str, str]:
    """The `## ` sections of a rule's documentation by title; the text before the first is under ""."""
    marks = [match for match in _SECTION.finditer(documentation) if match["title"]]
    starts = [("", 0), *((match["title"].strip(), match.end()) for match in marks)]
    ends = [*(match.start() for match in marks), len(documentation)]
    return {title: documentation[start:end].strip() for (title, start), end in zip(starts, ends, strict=True)}
