"""Tools for who works on transcheck: `python -m tests.dev new-rule | generate [--check] | corpus --against REF`."""
