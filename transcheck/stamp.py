"""A rule's claim -> a finding: severity, lines and columns, the source beside it, a fingerprint."""

import hashlib
from dataclasses import dataclass

from transcheck.model.block import Segment
from transcheck.model.document import Document
from transcheck.model.finding import Finding, Place, Problem, Severity
from transcheck.model.text import LineIndex
from transcheck.model.unit import Unit
from transcheck.rule import Rule


@dataclass(frozen=True, slots=True)
class Active:
    """A rule that runs, with its severity and options in this project."""

    rule: Rule
    severity: Severity
    options: object


@dataclass(frozen=True, slots=True)
class Claim:
    """A problem with the rule that claims it and the unit it is about."""

    active: Active
    problem: Problem
    unit: Unit | None = None


@dataclass(frozen=True, slots=True)
class Target:
    """Where findings of one document are stamped."""

    path: str
    lines: LineIndex
    source: Document | None


def stamp(claim: Claim, severity: Severity, at: Target) -> Finding:
    rule, problem = claim.active.rule, claim.problem
    line, column = at.lines.place(problem.span.start)
    end_line, end_column = at.lines.place(problem.span.end)
    excerpt = at.lines.line(line).of(at.lines.text)
    return Finding(
        path=at.path,
        line=line,
        column=column,
        end_line=end_line,
        end_column=end_column,
        rule=rule.id,
        family=rule.family,
        severity=_lighter(severity, claim),
        confidence=problem.confidence or rule.confidence,
        message=problem.message,
        hint=problem.hint,
        source=_source_place(claim, at),
        related=tuple(Place(item.path, item.line, item.note) for item in problem.related),
        fingerprint=_fingerprint(claim, at, excerpt),
        fix=problem.fix,
        span=problem.span,
        excerpt=excerpt,
    )


def _lighter(severity: Severity, claim: Claim) -> Severity:
    """A problem may weigh less than its rule, unless the project set the rule's severity itself."""
    own = claim.problem.severity
    return own if own is not None and severity is claim.active.rule.severity else severity


def _source_place(claim: Claim, at: Target) -> Place | None:
    span = claim.problem.source or (claim.unit.source_span if claim.unit else None)
    if at.source is None or span is None:
        return None
    lines = at.source.lines
    number = lines.place(span.start)[0]
    return Place(at.source.path, number, lines.line(number).of(lines.text))


def _fingerprint(claim: Claim, at: Target, excerpt: str) -> str:
    """From the rule and the words of both sides, never from a place: moving a paragraph keeps it."""
    unit = claim.unit
    sides: tuple[Segment | None, ...] = (unit.source, unit.target or unit.comment) if unit else ()
    words = [" ".join(side.text.split()) for side in sides if side is not None] or [" ".join(excerpt.split())]
    return digest(claim.active.rule.id, at.path, claim.problem.message if not unit else "", *words)


def digest(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]
