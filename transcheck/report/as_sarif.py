"""SARIF 2.1.0, for code scanning: https://docs.oasis-open.org/sarif/sarif/v2.1.0/

Results carry a fingerprint under our own key: GitHub's upload action computes
`primaryLocationLineHash` itself and warns at every result that brings another.
"""

import re
from collections.abc import Iterator, Mapping
from urllib.parse import quote

from transcheck.model.finding import Finding, Fix, Place, Result, Severity
from transcheck.report.escape import sarif_text
from transcheck.report.json_value import Json, dumped, present
from transcheck.report.options import Options, RuleInfo

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_FINGERPRINT = "transcheck/v1"
_BASE = "%SRCROOT%"
_LONGEST = 1000  # GitHub cuts a description at 1024
# Surrogates that do not stand for a byte that could not be decoded (PEP 383).
_OTHER_SURROGATE = re.compile(r"[\ud800-\udc7f\udd00-\udfff]")
_LEVELS: Mapping[Severity, str] = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.INFO: "note",
}
# What GitHub calls the severity of a rule that is not about security.
_PROBLEM_SEVERITIES: Mapping[Severity, str] = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.INFO: "recommendation",
}


def lines(result: Result, options: Options) -> Iterator[str]:
    listed = [rule.id for rule in options.rules]
    unlisted = sorted({finding.rule for finding in result.findings} - set(listed))
    places = {name: index for index, name in enumerate((*listed, *unlisted))}
    driver: Mapping[str, Json] = {
        "name": "transcheck",
        "version": options.version or None,
        "rules": [*map(_descriptor, options.rules), *({"id": name} for name in unlisted)],
    }
    run: Mapping[str, Json] = {
        "tool": {"driver": present(driver)},
        "invocations": [{"executionSuccessful": True}],
        "originalUriBaseIds": {_BASE: {"description": {"text": "the working directory of transcheck"}}},
        "columnKind": "unicodeCodePoints",
        "results": [_result(finding, places[finding.rule], options) for finding in result.findings],
    }
    yield dumped({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]})


def _descriptor(rule: RuleInfo) -> Mapping[str, Json]:
    documentation = rule.help or rule.summary
    properties: Mapping[str, Json] = {
        "tags": [rule.family, rule.dimension],
        "precision": rule.confidence.value,
        "problem.severity": _PROBLEM_SEVERITIES[rule.severity],
    }
    return present(
        {
            "id": rule.id,
            "shortDescription": {"text": rule.summary},
            "fullDescription": {"text": documentation.split("\n## ")[0].strip()[:_LONGEST]},
            "help": {"text": documentation, "markdown": documentation},
            "helpUri": rule.url,
            "defaultConfiguration": {"level": _LEVELS[rule.severity]},
            "properties": properties,
        }
    )


def _result(finding: Finding, rule_index: int, options: Options) -> Mapping[str, Json]:
    places = (*((finding.source,) if finding.source else ()), *finding.related)
    related: list[Json] = [_related(number, place, options) for number, place in enumerate(places)]
    text = f"{finding.message}\n{finding.hint}" if finding.hint else finding.message
    return present(
        {
            "ruleId": finding.rule,
            "ruleIndex": rule_index,
            "level": _LEVELS[finding.severity],
            "message": {"text": sarif_text(text)},
            "locations": [{"physicalLocation": _physical(finding, options)}],
            "relatedLocations": related or None,
            "partialFingerprints": {_FINGERPRINT: finding.fingerprint},
            "fixes": [_fix(finding.fix, finding.path, options)] if finding.fix and finding.fix.edits else None,
            "properties": {"family": finding.family, "confidence": finding.confidence.value},
        }
    )


def _physical(finding: Finding, options: Options) -> Mapping[str, Json]:
    region: Mapping[str, Json] = {
        "startLine": finding.line,
        "startColumn": finding.column,
        "endLine": finding.end_line,
        "endColumn": finding.end_column,
    }
    # The context has to hold the whole region, and we know its first line only.
    known = finding.excerpt and finding.end_line == finding.line
    context: Json = {"startLine": finding.line, "snippet": {"text": finding.excerpt}} if known else None
    return present(
        {"artifactLocation": _artifact(finding.path, options), "region": region, "contextRegion": context},
    )


def _related(number: int, place: Place, options: Options) -> Mapping[str, Json]:
    artifact = _artifact(place.path, options)
    return present(
        {
            "id": number,
            "physicalLocation": {"artifactLocation": artifact, "region": {"startLine": place.line}},
            "message": {"text": sarif_text(place.text)} if place.text else None,
        }
    )


def _fix(fix: Fix, path: str, options: Options) -> Mapping[str, Json]:
    replacements: list[Json] = [
        {
            "deletedRegion": {"charOffset": edit.span.start, "charLength": edit.span.end - edit.span.start},
            "insertedContent": {"text": edit.text},
        }
        for edit in fix.edits
    ]
    return {
        "description": {"text": sarif_text(f"{fix.title} ({fix.safety.value})")},
        "artifactChanges": [{"artifactLocation": _artifact(path, options), "replacements": replacements}],
    }


def _artifact(path: str, options: Options) -> Mapping[str, Json]:
    return {"uri": _uri(options.path(path)), "uriBaseId": _BASE}


def _uri(path: str) -> str:
    """`path` as a relative reference; the bytes of a name that is no UTF-8 are kept."""
    return quote(_OTHER_SURROGATE.sub("\ufffd", path).encode("utf-8", "surrogateescape"))
