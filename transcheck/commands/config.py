"""`transcheck config`: what is in force, or the JSON schema of the file."""

import json
from pathlib import Path

import click

from transcheck.commands.options import config_option
from transcheck.config import FAIL_ON, find_config, load_config
from transcheck.rule import all_rules
from transcheck.schema import json_schema


@click.command("config")
@click.option("--schema", is_flag=True, help="Print the JSON schema of a configuration file.")
@config_option
def command(schema: bool, config: str | None) -> int:
    """Show which configuration is in force, or the JSON schema of the file.

    \b
    Examples:
      transcheck config
      transcheck config --schema > transcheck.schema.json
    """
    rules = all_rules()
    if schema:
        click.echo(json.dumps(json_schema(rules), indent=2, ensure_ascii=False))
        return 0
    file = Path(config) if config else find_config(Path.cwd())
    found = load_config(file, rules)
    click.echo(f"file: {file or 'none, the defaults are in force'}")
    click.echo(f"source: {found.source}")
    click.echo(f"fail-on: {found.fail_on} (of {', '.join(FAIL_ON)})")
    for name in ("paths", "exclude", "select", "extend_select", "ignore"):
        if getattr(found, name):
            click.echo(f"{name.replace('_', '-')}: {', '.join(getattr(found, name))}")
    for name, severity in found.severities.items():
        click.echo(f"severity of {name}: {severity.value if severity else 'off'}")
    for name, options in found.options.items():
        click.echo(f"options of {name}: {options}")
    return 0
