"""The one exception that the command line expects: the user must change something."""


class UserError(Exception):
    """Wrong usage or configuration; its text is one line that names the place and what was expected."""
