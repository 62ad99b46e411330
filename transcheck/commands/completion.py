"""`transcheck completion`: the script that makes a shell complete commands, options and rules."""

import click
from click.shell_completion import get_completion_class

SHELLS = ("bash", "zsh", "fish")


@click.command("completion")
@click.argument("shell", type=click.Choice(SHELLS))
def command(shell: str) -> int:
    """Print the script that completes commands, options and rules in your shell.

    \b
    Examples:
      transcheck completion bash >> ~/.bashrc
      transcheck completion zsh > ~/.zfunc/_transcheck
      transcheck completion fish > ~/.config/fish/completions/transcheck.fish
    """
    from transcheck.cli import transcheck

    kind = get_completion_class(shell)
    assert kind is not None, "click knows the shells that the argument allows"
    click.echo(kind(transcheck, {}, "transcheck", "_TRANSCHECK_COMPLETE").source())
    return 0
