"""JUnit XML as Jenkins reads it: a test suite a document, a test case a finding.

Errors and warnings are failures; informations are skipped tests, for they fail nothing.
"""

from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from transcheck.model.finding import Finding, Result, Severity
from transcheck.report.escape import visible
from transcheck.report.options import Options
from transcheck.report.summary import by_path


def lines(result: Result, options: Options) -> Iterator[str]:
    root = Element("testsuites", name="transcheck")
    for path, findings in by_path(result).items():
        _suite(root, path, findings, options)
    if not result.findings:  # Jenkins takes a report without tests for a broken build
        suite = SubElement(root, "testsuite", name="transcheck", tests="1", failures="0", errors="0", skipped="0")
        SubElement(suite, "testcase", name="no findings", classname="transcheck")
    indent(root)
    yield '<?xml version="1.0" encoding="utf-8"?>'
    yield tostring(root, encoding="unicode")


def _suite(root: Element, path: str, findings: Sequence[Finding], options: Options) -> None:
    name = visible(options.path(path))
    skipped = sum(finding.severity is Severity.INFO for finding in findings)
    counts = {"tests": str(len(findings)), "failures": str(len(findings) - skipped), "skipped": str(skipped)}
    suite = SubElement(root, "testsuite", {"name": name, "file": name, "errors": "0"} | counts)
    for finding in findings:
        place = f"{finding.line}:{finding.column}"
        case = SubElement(suite, "testcase", name=f"{finding.rule} at {place}", classname=name)
        tag = "skipped" if finding.severity is Severity.INFO else "failure"
        outcome = SubElement(case, tag, type=finding.severity.value, message=visible(finding.message))
        outcome.text = "\n".join(map(visible, _body(finding, options)))


def _body(finding: Finding, options: Options) -> Iterator[str]:
    """Lines that each begin with words of ours, for a document's could begin a log command."""
    yield f"at {options.path(finding.path)}:{finding.line}:{finding.column}"
    if finding.excerpt:
        yield f"text: {finding.excerpt}"
    if finding.source:
        text = f" {finding.source.text}" if finding.source.text else ""
        yield f"source: {options.path(finding.source.path)}:{finding.source.line}:{text}"
    for line in finding.hint.split("\n") if finding.hint else ():
        yield f"hint: {line}"
