"""A formula is not closed, or a group in it is not.

One lost `$` turns the rest of the paragraph inside out: words are set as formulas, formulas are printed as
source.  A brace or a `\\right` without its partner, or `\\ alpha` where a translation service tore `\\alpha`
apart, prints an error or something else than was meant.

## Example

```markdown source
The loss $L(w)$ falls when $w$ is right.
```

```markdown target
La pérdida $L(w) baja cuando $w$ es correcto.
```

## Use instead

```markdown target
La pérdida $L(w)$ baja cuando $w$ es correcto.
```
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from transcheck.model.block import Block, BlockKind
from transcheck.model.document import Document
from transcheck.model.facts import Token, TokenKind
from transcheck.model.finding import Dimension, Problem, Severity
from transcheck.model.tex import faults
from transcheck.model.text import Span
from transcheck.rule import Context, NoOptions, rule
from transcheck.syntax.inline import without

_NO_MATH = (TokenKind.CODE, TokenKind.PLACEHOLDER, TokenKind.LINK, TokenKind.IMAGE, TokenKind.TAG)
_DOLLAR = re.compile(r"\\.|(?P<double>\$\$)|(?P<single>\$)", re.S)
# A price, a variable of a shell, a template's value.
_NO_FORMULA = re.compile(
    r"\$\s?\d[\d.,]*(?:[kKmMbB]\b)?(?!\s?[\d\\^_+=<>*{(/-]|\s?[^\W\d_]?\$|[^\W\d_])"
    r"|\$[A-Z]{2,}(?:_[A-Z]+)*\b(?![\\^_{])|\$\{[A-Za-z_.]+\}(?!\$)"
)
_AMOUNT = re.compile(r"(?:^|[^\W\d_]\s)\d[\d.,]*\s?\Z")
_FORMULA_SIGNS = re.compile(r"\$[^$\s][^$\n]{0,80}\$|\\[A-Za-z]{2,}")
_NEAR = 3
_LONGEST_AMOUNT = 16
_SHOWN = 24


@rule(severity=Severity.ERROR, dimension=Dimension.MARKUP)
def check(document: Document, ctx: Context[NoOptions]) -> Iterator[Problem]:
    parted: int | None = None
    for index, block in enumerate(document.blocks):
        if "$" not in block.text or block.kind is BlockKind.CODE:
            continue
        lonely = _lonely(block)
        if lonely is None:
            yield from _inside(block)
        elif _is_double(lonely) and parted is not None and index - parted <= _NEAR:
            parted = None  # the other end of a display formula with a blank line in it
        elif _uses_math(document, block, ctx):
            parted = index if _is_double(lonely) else parted
            yield lonely


def _is_double(problem: Problem) -> bool:
    return problem.span.end - problem.span.start > 1


def _uses_math(document: Document, block: Block, ctx: Context[NoOptions]) -> bool:
    source = ctx.translation.source if ctx.translation else None
    sides = (document, source) if source else (document,)
    return bool(_FORMULA_SIGNS.search(block.text)) or any(one.facts.formulas for side in sides for one in side.blocks)


def _inside(block: Block) -> Iterator[Problem]:
    """Faults within formulas; one for each kind of fault in a block, for a service garbles them all alike."""
    said: set[str] = set()
    for token in block.facts.formulas:
        for fault in faults(token.value):
            kind = fault.message.split('"', 2)[2][:12]
            if kind not in said:
                said.add(kind)
                yield Problem(fault.span.shifted(token.value_span.start), f"{fault.message} in {_shown(token)}")


def _shown(token: Token) -> str:
    tex = " ".join(token.value.split())
    return f"${tex}$" if len(tex) <= 2 * _SHOWN else f"${tex[: 2 * _SHOWN]}…$"


def _lonely(block: Block) -> Problem | None:
    """The dollar sign without a partner, if their number is odd."""
    if block.kind is BlockKind.MATH:
        return None
    text = without(block, *_NO_MATH)
    found = [match for match in _DOLLAR.finditer(text) if match.lastgroup]
    singles = [match for match in found if match["single"]]
    doubles = [match for match in found if match["double"]]
    if len(singles) % 2 == 0:
        return _problem(block, text, doubles[-1], "opens") if len(doubles) % 2 else None
    left = _of_formulas(text, singles)
    return _problem(block, text, *_suspect(text, _odd_line(text, left))) if len(left) % 2 else None


def _of_formulas(text: str, singles: Sequence[re.Match[str]]) -> Sequence[re.Match[str]]:
    """Without prices and variables, which are such only where no formula is open."""
    kept: list[re.Match[str]] = []
    for match in singles:
        before = text[max(0, match.start() - _LONGEST_AMOUNT) : match.start()]
        is_amount = _AMOUNT.search(before) and not text.startswith("\\", match.end())
        if len(kept) % 2 or not (is_amount or _NO_FORMULA.match(text, match.start())):
            kept.append(match)
    return kept


def _odd_line(text: str, singles: Sequence[re.Match[str]]) -> Sequence[re.Match[str]]:
    """Those of the first line that has an odd number of them: formulas rarely run over lines."""
    lines: list[list[re.Match[str]]] = [[]]
    for before, match in pairwise([None, *singles]):
        if before is not None and match is not None and "\n" in text[before.end() : match.start()]:
            lines.append([])
        lines[-1] += [match] if match is not None else []
    return next((line for line in lines if len(line) % 2), singles)


def _suspect(text: str, singles: Sequence[re.Match[str]]) -> tuple[re.Match[str], str]:
    """The first that stands where its turn does not let it: one that should open and can only close, or the reverse."""
    for index, match in enumerate(singles):
        before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
        closes = bool(before) and not before.isspace() and (not after or after.isspace() or after in ",.;:!?)")
        opens = bool(after) and not after.isspace() and (not before or before.isspace() or before in "([")
        if index % 2 == 0 and closes and not opens:
            return match, "closes"
        if index % 2 and opens and not closes:
            return singles[index - 1], "opens"
    return singles[-1], "opens"


def _problem(block: Block, text: str, match: re.Match[str], what: str) -> Problem:
    span = Span(*match.span())
    if what == "closes":
        beside = block.text[max(0, span.start - _SHOWN) : span.start].lstrip()
        message = f'"{match[0]}" after "{beside}" closes no formula'
    else:
        beside = block.text[span.end : span.end + _SHOWN].rstrip()
        place = f'before "{beside}"' if beside else "at the end of a paragraph"
        message = f'"{match[0]}" {place} opens a formula that is not closed'
    return Problem(span.shifted(block.span.start), " ".join(message.split()))
