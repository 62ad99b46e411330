"""transcheck: a linter, a status report and a translator's hand for Markdown translated by hand in git."""

__version__ = "0.1.0"
