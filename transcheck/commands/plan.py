"""A configuration and the command line's selection -> what runs."""

from collections.abc import Mapping, Sequence

from transcheck.check import Plan
from transcheck.commands.project import today
from transcheck.config import Config, did_you_mean
from transcheck.errors import UserError
from transcheck.model.finding import Severity
from transcheck.rule import Rule, all_rules
from transcheck.stamp import Active
from transcheck.terms.base import TermBase


def make_plan(
    config: Config,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    terms: Mapping[str, TermBase] | None = None,
) -> Plan:
    """The rules that run: those selected (by name or family), or all that are not opt-in, less those ignored.

    What the command line selects goes before what the file selects.
    """
    rules = all_rules()
    names = frozenset({*rules, *(rule.family for rule in rules.values())})
    for name in (*select, *ignore):
        if name not in names:
            raise UserError(f"unknown rule or family {name!r}{did_you_mean(name, names)}")
    active = (_active(rule, config, select, ignore) for rule in rules.values())
    complete = not (select or ignore or config.select or config.ignore)
    return Plan(tuple(a for a in active if a is not None), names, config.overrides, today(), terms or {}, complete)


def _active(rule: Rule, config: Config, select: Sequence[str], ignore: Sequence[str]) -> Active | None:
    severity = _severity(rule, config, chosen=bool(select))
    chosen = select or config.select
    usual = not rule.opt_in or _set_on(rule, config)
    wanted = (rule.id in chosen or (usual and rule.family in chosen)) if chosen else usual
    wanted = wanted or _named(rule, config.extend_select)
    off = _named(rule, ignore) or (not select and _named(rule, config.ignore))
    if not wanted or off or severity is None:
        return None
    return Active(rule, severity, config.options.get(rule.id) or rule.options())


def _named(rule: Rule, names: Sequence[str]) -> bool:
    return rule.id in names or rule.family in names


def _set_on(rule: Rule, config: Config) -> bool:
    """Whether the file gives an opt-in rule a severity, by its own name."""
    return config.severities.get(rule.id) is not None


def _severity(rule: Rule, config: Config, *, chosen: bool) -> Severity | None:
    """The file's severity, by rule, then by family, then the rule's own."""
    for name in (rule.id, rule.family):
        if name in config.severities:
            return config.severities[name] or (rule.severity if chosen else None)
    return rule.severity
