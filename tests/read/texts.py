"""Documents made of a text alone, and texts that hypothesis makes of what Markdown is made of."""

from hypothesis import strategies as st

from transcheck.model.document import Document, Head
from transcheck.read.document import read_document
from transcheck.read.front_matter import read_front_matter


def document(text: str) -> Document:
    return read_document(Head("es/a.md", "es", "es", "a.md", False, read_front_matter(text), text))


_PIECES = (
    *("<!--", "-->", "<!---", "--->", "--!>", "<!—", "<--!", "<!-- English. -->", "<!-- # One\n\nTwo. -->"),
    *("\n", "\n\n", "\r\n", "\r\n\r\n", " ", "    ", "\t", "\ufeff", "\u3000", "\u200b", "\u2028"),
    *("# ", "## 見出し", "- ", "  - عنصر", "1. ", "> ", "|a|b|\n|-|-|\n|c|d|\n", "---\n", "===\n"),
    *("$", "$$", "$$\nx = y\n$$", "`", "```\n", "~~~\n", "[a]: b\n", "[^1]: c\n", "![a](b)", "{{< x >}}"),
    *("<center>", "</center>\n", "<pre>\n", "</pre>\n", "<b>", "word ", "文字。", "نص ", "Ĳ", "\ue000"),
)


def markdown() -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(_PIECES), max_size=30).map("".join)
