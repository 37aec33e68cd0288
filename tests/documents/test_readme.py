"""
README.md names everything that a user can name: every setting, route, parameter, command, option, format and field.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import click
import pytest

from app import create_app
from config import SETTINGS, Settings
from index.actors.rows import HEADER, KINDS, PREFIXES, read_rows
from index.formats.records import KEYS, fold_key
from index.readers import READERS
from search.http import schemas
from search.lexer import FIELD_NAMES
from search.parser import parse
from tests.support.documents import ARCHITECTURE, CONTRIBUTING, README, ROOT, blocks, codes, rows, section


def commands() -> Iterator[tuple[str, click.Command]]:
    """Our commands by their full names."""
    for name, command in create_app(Settings()).cli.commands.items():
        if name == "index":
            assert isinstance(command, click.Group)
            yield from ((f"index {sub}", found) for sub, found in command.commands.items())
        elif name == "settings":
            yield name, command


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.name)
def test_settings_are_documented(setting) -> None:
    """Each setting has a row with its variable and its default, shown relative to the folder of the program."""
    [row] = [row for row in rows(section(README, "Settings")) if row[0] == f"`{setting.variable}`"]
    default = str(setting.default).removeprefix(f"{ROOT}/")
    assert row[1] == (f"`{default}`" if default else "")
    assert row[2]


def test_no_other_settings_are_documented() -> None:
    """A setting that is gone leaves no row."""
    named = set(re.findall(r"BAHITH_[A-Z_]+[A-Z]", "".join((README, ARCHITECTURE, CONTRIBUTING))))
    assert named == {setting.variable for setting in SETTINGS}


def test_routes_are_documented() -> None:
    """The table of routes is the map of the application, with the methods of each."""
    routes: dict[str, set[str]] = {}
    for rule in create_app(Settings()).url_map.iter_rules():
        path = re.sub(r"<\w+:", "<", rule.rule)
        routes.setdefault(path, set()).update((rule.methods or set()) - {"HEAD", "OPTIONS"})
    table = rows(section(README, "HTTP routes").split("The parameters of a search")[0])[1:]
    assert {codes(row[0])[0]: set(row[1].split(", ")) for row in table} == routes


def test_parameters_are_documented() -> None:
    """Each parameter of a search, of a feed and of a table has a row, and each row is a parameter."""
    args = [schemas.SearchArgs(), schemas.FeedArgs(), schemas.ExportArgs()]
    known = {field.data_key or name for schema in args for name, field in schema.fields.items()}
    table = rows(section(README, "HTTP routes").split("The parameters of a search")[1])[1:]
    assert {name for row in table for name in codes(row[0])} == known


@pytest.mark.parametrize(
    ("name", "command"), list(commands()), ids=lambda value: value if isinstance(value, str) else ""
)
def test_commands_are_documented(name: str, command: click.Command) -> None:
    """Each command has a row that names its arguments and options."""
    [row] = [row for row in rows(section(README, "Commands")) if re.match(rf"`{name}[` ]", row[0])]
    for parameter in command.params:
        if isinstance(parameter, click.Argument):
            assert (parameter.metavar or parameter.name or "").upper() in row[0].upper()
        else:
            assert all(name in row[1] for name in (*parameter.opts, *parameter.secondary_opts)), parameter.opts


def test_make_targets_are_real() -> None:
    """Whatever the documents say after `make` is a target."""
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.M))
    code = "\n".join(line for text in (README, CONTRIBUTING) for line in codes(text) + blocks(text, "sh"))
    assert set(re.findall(r"\bmake (?:[A-Z]+=\S+ )*([a-z]+)", code)) <= targets


def test_formats_are_documented() -> None:
    """Each ending that can be read is in the table, and no other."""
    table = rows(section(README, "Your own articles"))
    endings = [ending for row in table[1:] for ending in codes(row[1]) if ending.startswith(".")]
    assert endings == [suffix for reader in READERS for suffix in reader.suffixes]


def test_names_of_members_are_real() -> None:
    """Every field is in the table, and every name beside it is read as that field."""
    text = section(README, "Your own articles").split("**Names of members and columns**")[1].split("Only a text")[0]
    table = {codes(row[0])[0]: row[1] for row in rows(text)[1:]}
    assert set(table) | {"html"} == set(KEYS)
    for field, names in table.items():
        for name in names.split(";")[0].split(", "):
            assert fold_key(name) in {fold_key(known) for known in KEYS[field]}, (field, name)
    every = {fold_key(name) for names in KEYS.values() for name in names}
    assert all(fold_key(name) in every for name in codes(text) if not name.isascii())


def test_the_actors_file_is_documented() -> None:
    """Columns, kinds and prefixes are in the table, and the example is accepted."""
    text = section(README, "Your own actors")
    assert [codes(row[0])[0] for row in rows(text)[1:]] == list(HEADER)
    assert set(KINDS) | {f"{prefix}:" for prefix in PREFIXES} <= set(codes(text))
    [example] = blocks(text, "csv")
    assert len(read_rows("actors.csv", example.encode())) == len(example.strip().splitlines()) - 1


LANGUAGE = rows(section(README, "Query language"))[1:]


@pytest.mark.parametrize("query", [codes(row[0])[0] for row in LANGUAGE])
def test_queries_are_read_without_warnings(query: str) -> None:
    """Each example of the query language is understood, and says the same when read back."""

    def known(name: str) -> tuple[str, ...]:
        return ("somebody",)

    parsed = parse(query, resolve_actor=known, today=date(2025, 12, 24))
    assert parsed.notices == ()
    assert parse(parsed.read_as, resolve_actor=known, today=date(2025, 12, 24)).clause == parsed.clause


def test_query_fields_are_documented() -> None:
    """Each field has an example, under its Arabic and its English name."""
    text = section(README, "Query language")
    for arabic, english in FIELD_NAMES.values():
        assert f"`{arabic}:" in text and f"`{english}:" in text
