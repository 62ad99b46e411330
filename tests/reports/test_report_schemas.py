"""What tools read is what their schemas ask for."""

import json
from pathlib import Path

import jsonschema
import pytest
from lxml import etree

from tests.reports.canonical import CLEAN, OPTIONS, RESULT
from transcheck.model.finding import Result
from transcheck.report.formats import Format, render

SCHEMAS = Path(__file__).parent / "schemas"
JSON_SCHEMAS = {
    Format.JSON: "transcheck-1.json",
    Format.SARIF: "sarif-2.1.0-rtm.5.json",
    Format.GITLAB: "gitlab-code-quality.json",
}
RESULTS = pytest.mark.parametrize("result", [RESULT, CLEAN], ids=["findings", "clean"])


@RESULTS
@pytest.mark.parametrize(
    ("output_format", "schema"), JSON_SCHEMAS.items(), ids=[output_format.value for output_format in JSON_SCHEMAS]
)
def test_json_formats(output_format: Format, schema: str, result: Result) -> None:
    definition = json.loads((SCHEMAS / schema).read_text(encoding="utf-8"))
    jsonschema.validate(json.loads(_text(result, output_format)), definition)


@RESULTS
def test_junit(result: Result) -> None:
    schema = etree.XMLSchema(etree.parse(SCHEMAS / "junit.xsd"))
    schema.assertValid(etree.fromstring(_text(result, Format.JUNIT).encode()))


def test_json_lines_are_the_findings_of_json() -> None:
    lines = _text(RESULT, Format.JSON_LINES).splitlines()
    assert [json.loads(line) for line in lines] == json.loads(_text(RESULT, Format.JSON))["findings"]


def test_json_keeps_paths_relative_to_the_corpus_root() -> None:
    assert json.loads(_text(RESULT, Format.JSON))["findings"][0]["path"] == "es/week08/08-1.md"


def test_gitlab_gets_one_fingerprint_a_finding() -> None:
    fingerprints = [entry["fingerprint"] for entry in json.loads(_text(RESULT, Format.GITLAB))]
    assert len(set(fingerprints)) == len(RESULT.findings)


def test_sarif_indexes_point_at_their_rules() -> None:
    run = json.loads(_text(RESULT, Format.SARIF))["runs"][0]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert [rules[result["ruleIndex"]] for result in run["results"]] == [finding.rule for finding in RESULT.findings]
    assert len(rules) == len(set(rules))


def _text(result: Result, output_format: Format) -> str:
    return "".join(render(result, output_format, OPTIONS))
