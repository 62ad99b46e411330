"""`transcheck rule`: the documentation of one rule, or of all."""

import json
from collections.abc import Iterable
from dataclasses import fields
from itertools import pairwise

import click

from transcheck.commands.options import rule_names
from transcheck.config import did_you_mean
from transcheck.errors import UserError
from transcheck.rule import Rule, all_rules


@click.command("rule")
@click.argument("name", required=False, shell_complete=rule_names)
@click.option("--all", "show_all", is_flag=True, help="Every rule, a line each.")
@click.option("--format", "output_format", type=click.Choice(["text", "json"]), default="text", show_default=True)
def command(name: str | None, show_all: bool, output_format: str) -> int:
    """Show the documentation of a rule, of a family, or of all.

    \b
    Examples:
      transcheck rule stale-source-comment
      transcheck rule structure
      transcheck rule --all --format json
    """
    if (name is None) != show_all:
        raise UserError("give the name of one rule or family, or --all")
    chosen = list(all_rules().values()) if name is None else _named(name)
    if output_format == "json":
        click.echo(json.dumps([as_record(rule) for rule in chosen], indent=1, ensure_ascii=False))
    elif len(chosen) == 1 and name == chosen[0].id:
        click.echo(page(chosen[0]))
    else:
        _list(chosen)
    return 0


def _named(name: str) -> list[Rule]:
    rules = all_rules()
    if name in rules:
        return [rules[name]]
    family = [rule for rule in rules.values() if rule.family == name]
    if not family:
        names = {*rules, *(rule.family for rule in rules.values())}
        raise UserError(f"unknown rule or family {name!r}{did_you_mean(name, names)}")
    return family


def _list(rules: Iterable[Rule]) -> None:
    family = ""
    for rule in rules:
        if rule.family != family:
            click.echo(click.style(rule.family, bold=True))
            family = rule.family
        click.echo(f"  {rule.id:26} {_severity(rule):8} {_fix(rule):7} {rule.summary}")


def _severity(rule: Rule) -> str:
    return "off" if rule.opt_in else rule.severity.value


def _fix(rule: Rule) -> str:
    return rule.fix.value if rule.fix else ""


def page(rule: Rule) -> str:
    """The rule's page in Markdown: what it is, its documentation, its options."""
    facts = [
        f"family `{rule.family}`",
        f"severity {_severity(rule)}",
        f"confidence {rule.confidence.value}",
        f"MQM {rule.dimension.value}",
    ]
    if rule.fix:
        facts.append(f"fix {rule.fix.value}")
    parts = [f"# {rule.id}", " · ".join(facts), rule.documentation.strip(), _options(rule)]
    return "\n\n".join(part for part in parts if part)


def _options(rule: Rule) -> str:
    """The options with their defaults; what each means stands in the rule's own documentation."""
    documented = option_docs(rule)
    lines = [f"- `{key}` (default `{default}`): {text}" for key, default, text in documented]
    return "\n".join(["## Options", "", *lines]) if lines else ""


def option_docs(rule: Rule) -> list[tuple[str, str, str]]:
    """Key, default as TOML and JSON write it, and the text under the field in the source."""
    import ast
    import inspect

    tree = ast.parse(inspect.getsource(rule.options))
    body = tree.body[0].body if isinstance(tree.body[0], ast.ClassDef) else []
    texts = {
        before.target.id: ast.get_docstring(ast.Module([after], [])) or ""
        for before, after in pairwise(body)
        if isinstance(before, ast.AnnAssign) and isinstance(before.target, ast.Name)
    }
    values = rule.options()
    return [
        (
            f.name.replace("_", "-"),
            json.dumps(getattr(values, f.name), default=list),
            " ".join(texts.get(f.name, "").split()),
        )
        for f in fields(rule.options)
    ]


def as_record(rule: Rule) -> dict[str, object]:
    return {
        "id": rule.id,
        "family": rule.family,
        "severity": _severity(rule),
        "confidence": rule.confidence.value,
        "dimension": rule.dimension.value,
        "fix": rule.fix.value if rule.fix else None,
        "summary": rule.summary,
        "documentation": rule.documentation,
        "options": [
            {"name": key, "default": json.loads(value), "text": text} for key, value, text in option_docs(rule)
        ],
    }
