"""Templates -> HTML: autoescape, strict names, and the policy that a page is shown under."""

import base64
import hashlib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from transcheck.report.escape import encodable, visible


def render(template: str, context: Mapping[str, object]) -> str:
    """The text of a template; what UTF-8 cannot hold is replaced."""
    return encodable(_environment().get_template(template).render(context))


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("transcheck.report.page"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    style, script = _own("page.css"), _own("page.js")
    environment.globals |= {"style": Markup(style), "script": Markup(script), "policy": _policy(style, script)}
    environment.filters |= {"number": "{:,}".format, "percent": percent, "shown": visible}
    return environment


def _own(name: str) -> str:
    """A file of this package, which is trusted; its line endings are what the browser makes of them."""
    return files("transcheck.report.page").joinpath("templates", name).read_text(encoding="utf-8").replace("\r", "")


def _policy(style: str, script: str) -> str:
    """Nothing but the page's own style and script, by hash: `'self'` has no meaning for a page opened as a file.

    https://www.w3.org/TR/CSP3/#framework-directive-source-list
    """
    return (
        f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def percent(share: float) -> str:
    """A share in whole percent; what is not all is never said to be, nor what is not nothing."""
    rounded = min(max(round(share * 100), int(share > 0)), 100 if share >= 1 else 99)
    return f"{rounded}%"
