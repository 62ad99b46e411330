"""Options that several commands share."""

from collections.abc import Callable
from typing import TypeVar

import click

Function = TypeVar("Function", bound=Callable[..., object])

PATHS = click.Path()


def rule_names(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """Completes rules and families."""
    from transcheck.rule import all_rules

    rules = all_rules()
    names = sorted({*rules, *(rule.family for rule in rules.values())})
    return [name for name in names if name.startswith(incomplete)]


def _split(ctx: click.Context, param: click.Parameter, value: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name.strip() for item in value for name in item.split(",") if name.strip())


def rule_options(function: Function) -> Function:
    """`--select` and `--ignore`; each takes a list with commas and may be given again."""
    for flag, text in (
        ("--ignore", "Rules or families that do not run."),
        ("--select", "Run only these rules or families."),
    ):
        option = click.option(
            flag, multiple=True, callback=_split, metavar="RULES", help=text, shell_complete=rule_names
        )
        function = option(function)
    return function


def config_option(function: Function) -> Function:
    return click.option("--config", type=click.Path(dir_okay=False), help="Configuration file; default: the nearest.")(
        function
    )


def glossary_option(function: Function) -> Function:
    text = "Folder of glossaries, or 'packaged', or 'none'; default: the project's own folder glossary/."
    return click.option("--glossary", metavar="FOLDER", help=text)(function)
