"""Where a repository is shown on the web: addresses of its lines and commits."""

import re
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

_REMOTE = re.compile(
    r"(?:(?P<scheme>https?|ssh|git)://)?(?:[^@/\s]+@)?(?P<host>[a-z0-9.-]+)(?P<port>:\d+(?=/))?[:/]/?"
    r"(?P<path>[\w.~-]+(?:/[\w.~-]+)+)/?",
    re.IGNORECASE | re.ASCII,
)
"""An address as git takes it, `git@host:owner/name.git` too (https://git-scm.com/docs/git-clone#_git_urls)."""


@dataclass(frozen=True, slots=True)
class Forge:
    """A repository at `base` as it is at the commit `revision`; `prefix` leads from its top to the corpus root.

    GitHub and GitLab name lines and commits alike, but for the `/-` that ends a project's address on GitLab.
    """

    base: str
    revision: str
    prefix: str = ""

    @property
    def name(self) -> str:
        """The owner and the name of the repository."""
        return urlsplit(self.base).path.removesuffix("/-").strip("/")

    def line(self, path: str, line: int) -> str:
        """`plain=1` shows Markdown as it is written, for what is rendered has no lines."""
        return f"{self.base}/blob/{self.revision}/{quote(self.prefix + path)}?plain=1#L{max(line, 1)}"

    def commit(self, sha: str) -> str:
        return f"{self.base}/commit/{sha}"


def address_of_remote(remote: str) -> str:
    """The web address of a git remote on GitHub or GitLab, without what may be secret in it; else ""."""
    found = _REMOTE.fullmatch(remote.strip())
    labels = found["host"].lower().split(".") if found else []
    if found is None or not {"github", "gitlab"} & set(labels):
        return ""
    is_http = (found["scheme"] or "").lower() in ("http", "https")
    scheme, port = (found["scheme"].lower(), found["port"] or "") if is_http else ("https", "")
    path = found["path"].removesuffix(".git")
    return f"{scheme}://{found['host'].lower()}{port}/{path}{'/-' if 'gitlab' in labels else ''}"


def is_address(text: str) -> bool:
    """Whether links may begin with it: http or https, a host, and nothing that a page must not show."""
    try:
        parts = urlsplit(text)
        host = parts.hostname
    except ValueError:
        return False
    return (
        parts.scheme in ("http", "https")
        and bool(host)
        and "@" not in parts.netloc
        and not (parts.query or parts.fragment)
        and text.isascii()
        and text.isprintable()
        and " " not in text
    )
