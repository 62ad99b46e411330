"""A link is written so that it is no link, or its address holds signs that no address has.

A space between text and target, full-width brackets, a parenthesis that never closes: the page prints the
brackets and the raw address.  Where a keyboard or a translation service put `？` or `؟` for `?`, the link is
there and leads nowhere.

## Example

```markdown target
El cuaderno está [aquí] (https://example.org/notebook.ipynb).
```

## Use instead

```markdown target
El cuaderno está [aquí](https://example.org/notebook.ipynb).
```

## Fix safety

Safe: brackets, parentheses and signs of the address are put as Markdown needs them; no word changes.
"""

import re
from collections.abc import Callable, Iterator

from transcheck.model.block import Block
from transcheck.model.document import Document
from transcheck.model.finding import Dimension, Edit, Fix, Problem, Safety, Severity
from transcheck.model.text import Span
from transcheck.rule import Context, NoOptions, rule
from transcheck.syntax.inline import CODE, is_markdown, without

# What must look like an address, so that "[1] (see above)" is none.
_ADDRESS = (
    r"(?:https?[:：]|ftp://|mailto:|www\.|\{\{|/|\.{1,2}/|\#)[^\s()（）<>]*(?:\([^\s()（）]*\)[^\s()（）<>]*)*"
    r"|[\w.%~/-]+\.(?:md|mdx|html?|pdf|png|jpe?g|gif|svg|webp|ipynb|py)(?:\#[^\s()（）]*)?"
)
_TEXT = r"\[(?P<text>[^\[\]\n]{1,300})\]"
_APART = re.compile(
    rf"(?<!\]){_TEXT}(?P<gap>[ \t]{{0,5}}\n?[ \t]{{0,5}})(?P<open>[(（])[ \t]*(?P<url>{_ADDRESS})[ \t]*(?P<close>[)）])"
)
_LENTICULAR = re.compile(rf"【(?P<text>[^【】\n]{{1,300}})】[ \t]?\((?P<url>{_ADDRESS})\)")
_UNCLOSED = re.compile(r"\]\((?P<url>(?:https?://|www\.|/|\.{1,2}/)[^\s()（）{}]+)(?=\s|\Z)")
_REVERSED = re.compile(r"(?<!\])\((?P<text>[^()\n]{1,300})\)\[(?P<url>https?://[^\[\]\s]{1,2000})\](?!\()")
_UNOPENED = re.compile(
    r"\[(?P<text>[^\[\]()\n]{1,300})\((?P<url>https?://[^\s()]{1,2000})\)(?=[^\[\]\n]{0,999}(?:\n|\Z))"
)
_FOREIGN_SIGNS = re.compile(
    r"(?:https?://|www\.|\.{0,2}/)[^\s()<>\[\]]{0,300}?(?P<sign>[？؟](?=\w+=)|[＆＝](?=\w)|(?<=\w)．(?=\w{2,4}\b))"
    r"|https?(?P<colon>：)(?=[/／]{2})"
)
_ASCII = str.maketrans("？؟＆＝：／．＃％", "??&=:/.#%")
_NUMBER = re.compile(r"\s*(?:\d[\d.,\s]*|[xX]|\^.*)?\s*")
_TRIGGER = re.compile(r"\][ \t\n]*[(（]|\)\[h|】|[？؟＆＝：]|\(http")
_PARENTHESIS = re.compile(r"[()（）]")
_LOOK_AHEAD = 2000
_SHOWN = 60


@rule(severity=Severity.ERROR, dimension=Dimension.MARKUP, fix=Safety.SAFE)
def check(document: Document, ctx: Context[NoOptions]) -> Iterator[Problem]:
    for block in document.blocks:
        if _TRIGGER.search(block.text) and is_markdown(block):
            yield from _problems(block)


def _problems(block: Block) -> Iterator[Problem]:
    """Of what overlaps the first is reported: signs of an address whose brackets are wrong too are mended with them."""
    text, done = without(block, *CODE), 0
    found = sorted(
        ((match, say) for pattern, say in _READERS for match in pattern.finditer(text)),
        key=lambda item: item[0].start(),
    )
    for match, say in found:
        if match.start() >= done and (problem := say(match, block)) is not None:
            done = match.end()
            yield problem


def _apart(match: re.Match[str], block: Block) -> Problem | None:
    """White space or full-width parentheses between the text and the target."""
    is_wide = match["open"] + match["close"] != "()"
    if not (match["gap"] or is_wide) or _NUMBER.fullmatch(match["text"]):
        return None
    if is_wide:
        message = f'"{match["open"]}{match["close"]}" around the target unmake the link "{_text(match, block)}"'
    else:
        message = f'white space between "[{_text(match, block)}]" and its target unmakes the link'
    return _mended(match, block, message, "Join the text and the target")


def _lenticular(match: re.Match[str], block: Block) -> Problem | None:
    return _mended(match, block, f'"【】" are no brackets of a link: "{_text(match, block)}"', "Write brackets")


def _reversed(match: re.Match[str], block: Block) -> Problem | None:
    message = f'brackets and parentheses are exchanged in the link "{_text(match, block)}"'
    return _mended(match, block, message, "Exchange brackets and parentheses")


def _unopened(match: re.Match[str], block: Block) -> Problem | None:
    return _mended(match, block, f'link text "[{_text(match, block)}" is not closed', "Close the text")


def _mended(match: re.Match[str], block: Block, message: str, title: str) -> Problem:
    """Brackets before, between and after the text and the address; both stay, but for signs of the address."""
    text, url, start = Span(*match.span("text")), Span(*match.span("url")), block.span.start
    wanted = (
        (Span(match.start(), text.start), "["),
        (Span(text.end, url.start), "]("),
        (url, match["url"].translate(_ASCII)),
        (Span(url.end, match.end()), ")"),
    )
    edits = tuple(Edit(span.shifted(start), new) for span, new in wanted if span.of(match.string) != new)
    return Problem(Span(*match.span()).shifted(start), message, fix=Fix(title, edits, Safety.SAFE))


def _unclosed(match: re.Match[str], block: Block) -> Problem | None:
    """Unless a parenthesis closes it further on: then the address holds a space."""
    after = _PARENTHESIS.search(match.string, match.end(), match.end() + _LOOK_AHEAD)
    if after and after[0] in ")）":
        return None
    url = Span(*match.span("url")).shifted(block.span.start)
    fix = Fix("Close the target", (Edit(Span(url.end, url.end), ")"),), Safety.SAFE)
    is_sure = match["url"][-1].isalnum() or match["url"][-1] == "/"
    return Problem(url, f'link target "{_shown(match["url"])}" is not closed', fix=fix if is_sure else None)


def _signs(match: re.Match[str], block: Block) -> Problem | None:
    sign = match["sign"] or match["colon"]
    at = Span(*match.span("sign" if match["sign"] else "colon")).shifted(block.span.start)
    fix = Fix("Write the sign that addresses have", (Edit(at, sign.translate(_ASCII)),), Safety.SAFE)
    message = f'"{sign}" in the address "{_shown(match[0])}…" should be "{sign.translate(_ASCII)}"'
    return Problem(at, message, fix=fix)


_READERS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], Block], Problem | None]], ...] = (
    (_APART, _apart),
    (_LENTICULAR, _lenticular),
    (_REVERSED, _reversed),
    (_UNOPENED, _unopened),
    (_UNCLOSED, _unclosed),
    (_FOREIGN_SIGNS, _signs),
)


def _text(match: re.Match[str], block: Block) -> str:
    """The text of the link with the code and formulas in it."""
    return _shown(block.text[match.start("text") : match.end("text")])


def _shown(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _SHOWN else text[:_SHOWN] + "…"
