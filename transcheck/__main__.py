"""`python -m transcheck` is the `transcheck` command."""

from transcheck.cli import main

if __name__ == "__main__":
    main()
