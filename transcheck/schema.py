"""The JSON schema of a configuration file, made of the declarations that read it."""

from collections.abc import Mapping
from dataclasses import MISSING, fields
from typing import get_args, get_origin

from transcheck.config import FAIL_ON, PLAIN_KEYS, SEVERITIES, Config, key_of, type_of
from transcheck.model.corpus import Flavour
from transcheck.rule import Rule


def json_schema(rules: Mapping[str, Rule]) -> dict[str, object]:
    """The JSON schema (draft 2020-12) of a configuration file, made of the same declarations that read it."""
    names = sorted({*rules, *(rule.family for rule in rules.values())})
    severity = {
        "type": "object",
        "propertyNames": {"$ref": "#/$defs/name"},
        "additionalProperties": {"enum": list(SEVERITIES)},
    }
    override = {
        "paths": _LIST, "locales": _LIST, "ignore": {"type": "array", "items": {"$ref": "#/$defs/name"}},
        "severity": {"$ref": "#/$defs/severity"},
    }  # fmt: skip
    properties: dict[str, object] = {key_of(n): _schema(type_of(Config, n), MISSING) for n in PLAIN_KEYS}
    properties["fail-on"] = {"enum": list(FAIL_ON)}
    properties["flavour"] = {"enum": [flavour.value for flavour in Flavour]}
    properties["severity"] = {"$ref": "#/$defs/severity"}
    properties["rules"] = _object({rule.id: _rule_schema(rule) for rule in rules.values()})
    properties["overrides"] = {"type": "array", "items": _object(override)}
    properties["locales"] = {"type": "object", "additionalProperties": _object(override)}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "transcheck configuration",
        **_object(properties),
        "$defs": {"name": {"enum": names}, "severity": severity},
    }


_LIST = {"type": "array", "items": {"type": "string"}}


def _object(properties: Mapping[str, object]) -> dict[str, object]:
    return {"type": "object", "additionalProperties": False, "properties": dict(properties)}


def _rule_schema(rule: Rule) -> dict[str, object]:
    options = {
        key_of(f.name): _schema(type_of(rule.options, f.name), _default(rule, f.name)) for f in fields(rule.options)
    }
    return {"description": rule.summary, **_object(options)}


def _default(rule: Rule, name: str) -> object:
    return getattr(rule.options(), name)


def _schema(kind: object, default: object) -> dict[str, object]:
    said = {} if default is MISSING or isinstance(default, Mapping) else {"default": default}
    if get_origin(kind) is tuple:
        return {"type": "array", "items": _schema(get_args(kind)[0], MISSING), **said}
    if get_origin(kind) in (Mapping, dict):
        return {"type": "object", "additionalProperties": _schema(get_args(kind)[1], MISSING)}
    names = {bool: "boolean", int: "integer", float: "number", str: "string"}
    return {"type": names[kind], **said}  # type: ignore[index]
