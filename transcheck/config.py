"""TOML -> a frozen Config. Every message names the file and the key; unknown keys are errors."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from difflib import get_close_matches
from pathlib import Path
from typing import Any, TypeAlias, get_args, get_origin, get_type_hints

from transcheck.errors import UserError
from transcheck.model.corpus import Flavour
from transcheck.model.finding import Severity
from transcheck.model.settings import OFF, PIN_KEYS, Override
from transcheck.rule import Rule

NAMES = ("transcheck.toml", ".transcheck.toml", "pyproject.toml")
SEVERITIES = {"error": Severity.ERROR, "warning": Severity.WARNING, "info": Severity.INFO, "off": OFF}
FAIL_ON = ("error", "warning", "info", "never")

Table: TypeAlias = Mapping[str, Any]


@dataclass(frozen=True)
class Config:
    """A project's settings; a project without a file has the defaults."""

    file: Path | None = None
    """The file that was read."""
    source: str = "en"
    """The locale that is translated from."""
    paths: tuple[str, ...] = ()
    """Patterns that tell locale and chapter of a path, such as "{lang}/{chapter}.md"; known layouts need none."""
    exclude: tuple[str, ...] = ()
    """Globs of files and folders that are passed over."""
    flavour: Flavour | None = None
    """The Markdown parser that publishes the documents; a Jekyll _config.yml means kramdown."""
    select: tuple[str, ...] = ()
    """Rules and families that run; none means all that are not opt-in."""
    extend_select: tuple[str, ...] = ()
    """Opt-in rules that run too."""
    ignore: tuple[str, ...] = ()
    """Rules and families that do not run."""
    fail_on: str = "error"
    """The least severity that makes the exit code 1, or "never"."""
    glossary: str = ""
    """The folder of glossaries, relative to this file, "packaged" for those that come with transcheck, or "none";
    a folder `glossary` at the corpus root or beside it is found without."""
    history: bool = True
    """Whether rules may ask git, where the documents lie in a repository."""
    pin_keys: tuple[str, ...] = PIN_KEYS
    """Keys of a translation's front matter that name its source's commit; a dot goes into a mapping."""
    ignore_commits: tuple[str, ...] = ()
    """Commits whose changes of the source are no drift: their SHA, at least 7 digits of it, or a file of them
    such as .git-blame-ignore-revs, relative to this file."""
    ignore_subjects: tuple[str, ...] = ()
    """Patterns of the subjects of such commits."""
    baseline: str = ""
    """A file of known findings that are not reported, relative to this file."""
    severities: Mapping[str, Severity | None] = field(default_factory=dict)
    """Severities of rules and families, by name; "off" switches one off."""
    options: Mapping[str, object] = field(default_factory=dict)
    """The options of rules that set any, by rule."""
    overrides: tuple[Override, ...] = ()
    """Other severities, or none, for some paths or locales."""

    @property
    def folder(self) -> Path | None:
        return self.file.parent if self.file else None


def find_config(start: Path) -> Path | None:
    """The nearest configuration file from `start` upwards; a pyproject.toml counts if it has our table."""
    for folder in (start, *start.parents):
        for name in NAMES:
            path = folder / name
            if path.is_file() and (name != "pyproject.toml" or "[tool.transcheck" in _text(path)):
                return path
    return None


def load_config(path: Path | None, rules: Mapping[str, Rule]) -> Config:
    """Read `path`, or the defaults for None; raises UserError for anything that is not as it must be."""
    if path is None:
        return Config()
    try:
        table: Table = tomllib.loads(_text(path))
    except tomllib.TOMLDecodeError as error:
        raise UserError(f"{path}: not valid TOML: {error}") from None
    if path.name == "pyproject.toml":
        table = table.get("tool", {}).get("transcheck", {})
    return _Reader(path, rules).config(table)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(f"{path}: cannot be read: {error}") from None


class _Reader:
    """Reads the tables of one file."""

    def __init__(self, path: Path, rules: Mapping[str, Rule]) -> None:
        self.path = path
        self.rules = rules
        self.names = {*rules, *(rule.family for rule in rules.values())}

    def config(self, table: Table) -> Config:
        plain = {name: type_of(Config, name) for name in PLAIN_KEYS}
        self.known(table, {*(key_of(name) for name in plain), *_TABLES}, "")
        values = {
            name: self.value(table[key_of(name)], kind, key_of(name))
            for name, kind in plain.items()
            if key_of(name) in table
        }
        for name in ("select", "extend_select", "ignore"):
            self.rule_names(values.get(name, ()), key_of(name))
        if values.get("fail_on", "error") not in FAIL_ON:
            raise self.error(f"fail-on: expected one of {', '.join(FAIL_ON)}, found {values['fail_on']!r}")
        return Config(
            file=self.path,
            **values,
            flavour=self.flavour(table),
            severities=self.severities(self.table(table, "severity"), "severity"),
            options=self.options(self.table(table, "rules")),
            overrides=(*self.locales(self.table(table, "locales")), *self.overrides(table.get("overrides", []))),
        )

    def error(self, message: str) -> UserError:
        return UserError(f"{self.path}: {message}")

    def known(self, table: Table, names: Iterable[str], where: str) -> None:
        for key in table:
            if key not in names:
                raise self.error(f"{where}unknown key {key!r}{did_you_mean(key, names)}")

    def table(self, table: Table, key: str, where: str = "") -> Table:
        value = table.get(key, {})
        if not isinstance(value, dict):
            raise self.error(f"{where}{key}: expected a table, found {_typename(value)}")
        return value

    def value(self, value: object, kind: object, key: str) -> Any:
        """`value` if it is of `kind` (bool, int, float, str, tuple of str, mapping of str to str or tuple)."""
        if get_origin(kind) is tuple:
            if not isinstance(value, list):
                raise self.error(f"{key}: expected a list, found {_typename(value)}")
            return tuple(self.value(item, get_args(kind)[0], f"{key}[{n}]") for n, item in enumerate(value))
        if get_origin(kind) in (Mapping, dict) or kind is Mapping:
            if not isinstance(value, dict):
                raise self.error(f"{key}: expected a table, found {_typename(value)}")
            return {k: self.value(v, get_args(kind)[1], f"{key}.{k}") for k, v in value.items()}
        wanted = (int, float) if kind is float else kind
        if not isinstance(value, wanted) or (isinstance(value, bool) and kind is not bool):  # type: ignore[arg-type]
            raise self.error(f"{key}: expected {_kindname(kind)}, found {_typename(value)} {value!r}")
        return value

    def rule_names(self, names: Iterable[str], key: str) -> None:
        for name in names:
            if name not in self.names:
                raise self.error(f"{key}: unknown rule or family {name!r}{did_you_mean(name, self.names)}")

    def flavour(self, table: Table) -> Flavour | None:
        if "flavour" not in table:
            return None
        names = [flavour.value for flavour in Flavour]
        if table["flavour"] not in names:
            raise self.error(f"flavour: expected one of {', '.join(names)}, found {table['flavour']!r}")
        return Flavour(table["flavour"])

    def severities(self, table: Table, where: str) -> Mapping[str, Severity | None]:
        self.rule_names(table, where)
        for key, value in table.items():
            if value not in SEVERITIES:
                raise self.error(f"{where}.{key}: expected one of {', '.join(SEVERITIES)}, found {value!r}")
        return {key: SEVERITIES[value] for key, value in table.items()}

    def options(self, table: Table) -> Mapping[str, object]:
        for name in table:
            if name not in self.rules:
                raise self.error(f"rules: unknown rule {name!r}{did_you_mean(name, self.rules)}")
        return {name: self.rule_options(self.rules[name], self.table(table, name, "rules.")) for name in table}

    def rule_options(self, rule: Rule, table: Table) -> object:
        where = f"rules.{rule.id}"
        kinds = {key_of(f.name): (f, type_of(rule.options, f.name)) for f in fields(rule.options)}
        for key in table:
            if key not in kinds:
                raise self.error(f"{where}: unknown option {key!r}{did_you_mean(key, kinds)}")
        return rule.options(**{kinds[k][0].name: self.value(v, kinds[k][1], f"{where}.{k}") for k, v in table.items()})

    def locales(self, table: Table) -> Iterable[Override]:
        for name in table:
            yield self.override({"locales": [name], **self.table(table, name, "locales.")}, f"locales.{name}")

    def overrides(self, tables: object) -> Iterable[Override]:
        if not isinstance(tables, list):
            raise self.error(f"overrides: expected an array of tables, found {_typename(tables)}")
        for number, table in enumerate(tables):
            if not isinstance(table, dict):
                raise self.error(f"overrides[{number}]: expected a table, found {_typename(table)}")
            yield self.override(table, f"overrides[{number}]")

    def override(self, table: Table, where: str) -> Override:
        self.known(table, ("paths", "locales", "ignore", "severity"), f"{where}: ")
        lists = {
            k: self.value(table.get(k, []), tuple[str, ...], f"{where}.{k}") for k in ("paths", "locales", "ignore")
        }
        self.rule_names(lists["ignore"], f"{where}.ignore")
        return Override(**lists, severities=self.severities(self.table(table, "severity", where), f"{where}.severity"))


PLAIN_KEYS = (
    "source", "paths", "exclude", "select", "extend_select", "ignore", "fail_on", "glossary", "history", "pin_keys",
    "ignore_commits", "ignore_subjects", "baseline"
)  # fmt: skip
_TABLES = ("flavour", "severity", "rules", "locales", "overrides")


def did_you_mean(name: str, names: Iterable[str]) -> str:
    """`, did you mean "x"?`, where one of `names` is near."""
    near = get_close_matches(name, list(names), n=1, cutoff=0.6)
    return f", did you mean {near[0]!r}?" if near else ""


def key_of(name: str) -> str:
    return name.replace("_", "-")


def type_of(owner: type, name: str) -> object:
    return get_type_hints(owner)[name]


def _typename(value: object) -> str:
    names = {bool: "a boolean", int: "a number", float: "a number", str: "a string", list: "a list", dict: "a table"}
    return names.get(type(value), type(value).__name__)


def _kindname(kind: object) -> str:
    return _typename({bool: True, int: 1, float: 1.0, str: ""}.get(kind, "")) if isinstance(kind, type) else str(kind)
