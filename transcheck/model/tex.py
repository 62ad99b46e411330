"""What is wrong with a formula by itself: groups that do not close, commands that were torn apart."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from transcheck.model.text import Span


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault at a span of the formula."""

    span: Span
    message: str


# The commands of LaTeX and amsmath that course texts use, and macros that many of them define.
_COMMANDS = """
alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa lambda mu nu xi pi varpi rho varrho sigma
varsigma tau upsilon phi varphi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega
sum prod int iint oint frac dfrac tfrac sqrt binom partial nabla infty lim limits nolimits
sin cos tan tanh sinh cosh exp log ln max min sup inf arg argmax argmin softmax det dim ker gcd operatorname
cdot cdots ldots dots vdots ddots times div pm mp ast star circ bullet oplus otimes odot
le leq ge geq neq approx equiv sim simeq cong propto ll gg subset subseteq supset supseteq in notin ni forall exists
cup cap setminus emptyset land lor neg wedge vee
to rightarrow leftarrow Rightarrow Leftarrow leftrightarrow Leftrightarrow mapsto longrightarrow implies iff uparrow
downarrow hat widehat bar overline underline tilde widetilde vec dot ddot check breve acute grave overbrace underbrace
overset underset stackrel substack text textbf textit textrm texttt mathrm mathbf mathbb mathcal mathfrak mathsf mathit
mathscr boldsymbol bm pmb vect matr tensor left right middle big Big bigg Bigg lbrace rbrace lbrack rbrack langle rangle
lvert rvert lVert rVert vert Vert mid parallel perp top bot lfloor rfloor lceil rceil quad qquad begin end label tag ref
displaystyle textstyle nonumber prime ell hbar Re Im aleph angle triangle square colon because therefore
"""
_TORN = re.compile(rf"\\[ \t\u00a0]+(?P<name>{'|'.join(sorted(_COMMANDS.split(), key=len, reverse=True))})(?![A-Za-z])")
_BRACE = re.compile(r"\\.|[{}]", re.S)
_ENVIRONMENT = re.compile(r"\\(?P<what>begin|end)\s*\{(?P<name>[^{}]*)\}")
_FENCE = re.compile(r"\\(?P<what>left|right)(?![A-Za-z])")


def faults(tex: str) -> Iterator[Fault]:
    """What keeps `tex` from being set as it was meant, the first of each kind."""
    yield from _torn(tex)
    if tex.count("{") != tex.count("}") or "\\{" in tex or "\\}" in tex:
        yield from _braces(tex)
    if "\\begin" in tex or "\\end" in tex:
        yield from _environments(tex)
    if "\\left" in tex or "\\right" in tex:
        yield from _fences(tex)


def joined_commands(tex: str) -> str:
    """`tex` with torn commands mended: they are a fault of their own, and no other formula."""
    return _TORN.sub(r"\\\g<name>", tex) if "\\ " in tex or "\\\t" in tex or "\\\u00a0" in tex else tex


def _torn(tex: str) -> Iterator[Fault]:
    found = list(_TORN.finditer(tex)) if "\\ " in tex or "\\\u00a0" in tex or "\\\t" in tex else []
    if found:
        more = f", and {len(found) - 1} more" if len(found) > 1 else ""
        yield Fault(
            Span(*found[0].span()), f'"{found[0][0]}" is no command: "\\{found[0]["name"]}" was torn apart{more}'
        )


def _braces(tex: str) -> Iterator[Fault]:
    """A brace that opens nothing or closes nothing; escaped ones are printed and need no partner."""
    opened = []
    for match in _BRACE.finditer(tex):
        if match[0] == "{":
            opened.append(match)
        elif match[0] == "}":
            if not opened:
                yield Fault(Span(*match.span()), '"}" closes no "{"')
                return
            opened.pop()
    if opened:
        yield Fault(Span(*opened[-1].span()), '"{" is never closed')


def _environments(tex: str) -> Iterator[Fault]:
    opened: list[re.Match[str]] = []
    for match in _ENVIRONMENT.finditer(tex):
        if match["what"] == "begin":
            opened.append(match)
        elif not opened or opened.pop()["name"] != match["name"]:
            yield Fault(Span(*match.span()), f'"{match[0]}" ends no "\\begin{{{match["name"]}}}"')
            return
    if opened:
        yield Fault(Span(*opened[-1].span()), f'"{opened[-1][0]}" has no "\\end{{{opened[-1]["name"]}}}"')


def _fences(tex: str) -> Iterator[Fault]:
    opened = []
    for match in _FENCE.finditer(tex):
        if match["what"] == "left":
            opened.append(match)
        elif not opened:
            yield Fault(Span(*match.span()), r'"\right" has no "\left"')
            return
        else:
            opened.pop()
    if opened:
        yield Fault(Span(*opened[-1].span()), r'"\left" has no "\right"')
