"""JSON: the values it holds, how they are written, and a finding as one of them."""

import json
from collections.abc import Mapping, Sequence
from typing import TypeAlias

from transcheck.model.finding import Finding, Fix, Place
from transcheck.model.text import Span
from transcheck.report.escape import json_text

Json: TypeAlias = "str | int | Sequence[Json] | Mapping[str, Json] | None"


def dumped(value: Json) -> str:
    """`value` for people and programs, over many lines."""
    return json_text(json.dumps(value, ensure_ascii=False, indent=2))


def dumped_line(value: Json) -> str:
    return json_text(json.dumps(value, ensure_ascii=False, separators=(",", ":")))


def present(value: Mapping[str, Json]) -> Mapping[str, Json]:
    """`value` without the keys that have nothing to say."""
    return {key: one for key, one in value.items() if one is not None}


def finding_value(finding: Finding) -> Mapping[str, Json]:
    """The contract: tools read these keys, so that they may be added to but not changed."""
    return {
        "path": finding.path,
        "line": finding.line,
        "column": finding.column,
        "end_line": finding.end_line,
        "end_column": finding.end_column,
        "rule": finding.rule,
        "family": finding.family,
        "severity": finding.severity.value,
        "confidence": finding.confidence.value,
        "message": finding.message,
        "hint": finding.hint,
        "source": _place(finding.source) if finding.source else None,
        "related": [_place(place) for place in finding.related],
        "fingerprint": finding.fingerprint,
        "fix": _fix(finding.fix) if finding.fix else None,
        "span": _span(finding.span),
        "excerpt": finding.excerpt,
    }


def _place(place: Place) -> Mapping[str, Json]:
    return {"path": place.path, "line": place.line, "text": place.text}


def _fix(fix: Fix) -> Mapping[str, Json]:
    edits: list[Json] = [{"span": _span(edit.span), "text": edit.text} for edit in fix.edits]
    return {"title": fix.title, "safety": fix.safety.value, "edits": edits}


def _span(span: Span) -> Mapping[str, Json]:
    return {"start": span.start, "end": span.end}
