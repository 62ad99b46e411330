"""What the repository calls its remotes."""

from pathlib import Path

from transcheck.read.git import run_git


def remote_addresses(root: Path) -> tuple[str, ...]:
    """The addresses of the remotes, that of `origin` first."""
    said = run_git(root, "config", "--null", "--get-regexp", r"^remote\..*\.url$") or b""
    entries = (entry.partition("\n") for entry in said.decode("utf-8", "replace").split("\0") if entry)
    remotes = sorted((name != "remote.origin.url", address) for name, _, address in entries)
    return tuple(address for _, address in remotes)
