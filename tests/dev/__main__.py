"""The command line of the developers' tools."""

from pathlib import Path

import click

from tests.dev import compare, generated, scaffold


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def dev() -> None:
    """Tools for who works on transcheck."""


@dev.command("new-rule")
@click.argument("name")
@click.option("--subject", type=click.Choice(scaffold.SUBJECTS), default="Unit", show_default=True)
def new_rule(name: str, subject: str) -> None:
    """Lay out the two files of the rule NAME, given as family/rule-id.

    \b
    Example:
      python -m tests.dev new-rule structure/missing-section --subject Translation
    """
    for path in scaffold.lay_out(name, subject):
        click.echo(f"{path}: written")


@dev.command("generate")
@click.option("--check", is_flag=True, help="Write nothing; exit with 1 if something would change.")
def generate(check: bool) -> None:
    """Write what is generated: rule pages, the README's table and help, the configuration's schema."""
    stale = [path for path, text in generated.files() if not path.exists() or path.read_text(encoding="utf-8") != text]
    for path in stale:
        click.echo(f"{path}: {'is out of date, run python -m tests.dev generate' if check else 'written'}")
    if check:
        raise SystemExit(bool(stale))
    for path, text in generated.files():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")


@dev.command("corpus")
@click.option("--against", "revision", required=True, metavar="REF", help="The revision to compare with.")
@click.option("--show", default=3, show_default=True, help="Examples of gained and lost findings a rule.")
@click.argument("corpora", nargs=-1, type=click.Path(exists=True, file_okay=False, path_type=Path))
def corpus(revision: str, show: int, corpora: tuple[Path, ...]) -> None:
    """Print the findings gained and lost per rule on real translations (default: ../shared/corpus).

    \b
    Example:
      python -m tests.dev corpus --against main
    """
    for folder in corpora or compare.default_corpora():
        click.echo("\n".join(compare.report(folder, revision, show)))


if __name__ == "__main__":
    dev()
