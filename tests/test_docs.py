"""
The documents say what the program does: everything a user can name is in them, and their examples are run.

- README.md: every setting, route, parameter, command, option and format; the tour gives the answers it shows
- ARCHITECTURE.md: one heading for each source file, and every field of the index
- CONTRIBUTING.md: why each requirement was chosen
- every link between them leads somewhere
"""

from __future__ import annotations

import ast
import json
import re
import shlex
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import click
import pytest
from flask import Flask
from flask.testing import FlaskClient

from app import create_app
from config import SETTINGS, Settings
from index.actors.rows import HEADER, KINDS, PREFIXES, read_rows
from index.formats.records import KEYS, fold_key
from index.readers import READERS
from index.schema import FIELDS
from search.http import schemas
from search.http.version import VERSION
from search.lexer import FIELD_NAMES
from search.parser import parse
from tests.support import serving

ROOT = Path(__file__).resolve().parents[1]
DOCUMENTS = ("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md")
README, ARCHITECTURE, CONTRIBUTING, CHANGELOG = ((ROOT / name).read_text("utf-8") for name in DOCUMENTS)
KEY = "demo-key"  # the key of the tour


def section(document: str, heading: str) -> str:
    """The text under a heading of the second level, up to the next one."""
    match = re.search(rf"^## {re.escape(heading)}\n(.*?)(?=^## |\Z)", document, re.M | re.S)
    assert match, f"no section «{heading}»"
    return match[1]


def rows(text: str) -> list[list[str]]:
    """The rows of the tables in ``text`` as cells, without the line under the head."""
    lines = [line for line in text.splitlines() if line.startswith("|") and not line.startswith("|---")]
    return [[cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in lines]


def codes(text: str) -> list[str]:
    """What stands between backticks."""
    return re.findall(r"`([^`\n]+)`", text)


def source_files() -> list[str]:
    """Every file with code of ours, by its path; an ``__init__.py`` that only has a docstring is none."""
    found = [
        *ROOT.glob("*.py"),
        *(path for top in ("index", "search", "benchmarks") for path in ROOT.glob(f"{top}/**/*.py")),
    ]
    return sorted(str(path.relative_to(ROOT)) for path in found if len(ast.parse(path.read_text("utf-8")).body) > 1)


def commands() -> Iterator[tuple[str, click.Command]]:
    """Our commands by their full names."""
    for name, command in create_app(Settings()).cli.commands.items():
        if name == "index":
            assert isinstance(command, click.Group)
            yield from ((f"index {sub}", found) for sub, found in command.commands.items())
        elif name == "settings":
            yield name, command


# README: what can be named


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


# README: the tour


def blocks(text: str, *languages: str) -> list[str]:
    """The code blocks of ``text`` in one of ``languages``."""
    return [
        block for language, block in re.findall(r"^```(\w+)\n(.*?)^```$", text, re.M | re.S) if language in languages
    ]


def examples() -> list[tuple[str, str]]:
    """Each request of the tour and the answer shown under it."""
    found = re.findall(
        r"^```sh\n(curl [^`]*?)^```\n\n^```(?:json|csv|xml)\n(.*?)^```$",
        section(README, "Five-minute tour"),
        re.M | re.S,
    )
    assert len(found) == section(README, "Five-minute tour").count("```sh\ncurl")
    return found


def ask(client: FlaskClient, command: str) -> str:
    """The answer to a curl command, from the application itself."""
    words = shlex.split(command.replace("\\\n", " "))[1:]
    url, headers, sent, query = "", {}, [], []
    get = False
    while words:
        word = words.pop(0)
        if word == "-H":
            name, _, value = words.pop(0).partition(": ")
            headers[name] = value
        elif word in ("-d", "--data-urlencode"):
            sent.append(words.pop(0))
        elif word.startswith("-"):
            get = get or "G" in word
        else:
            url = word.removeprefix("localhost:8000")
    if get:
        query = [tuple(pair.split("=", 1)) for pair in sent]
        return client.get(url, query_string=query, headers=headers).text
    return (client.post(url, data=sent[0], headers=headers) if sent else client.get(url, headers=headers)).text


def pieces(text: str) -> list[str]:
    """What stands between the dots that mark what is left out."""
    return [piece.strip() for piece in text.split("…") if piece.strip()]


def in_order(wanted: list[str], text: str) -> bool:
    """Whether ``text`` has the ``wanted`` pieces one after the other."""
    return re.search(".*?".join(map(re.escape, wanted)), text, re.S) is not None


def shown_json(text: str) -> Any:
    """The JSON of an example without its dots; those within strings stay."""
    parts = re.split(r'("(?:[^"\\]|\\.)*")', text)
    bare = "".join(part if part.startswith('"') else re.sub(r"\s", "", part).replace("…", "\0") for part in parts)
    bare = re.sub(r",?\0(?=[}\]])|\0,", "", bare)
    return json.loads(bare)


def agrees(shown: Any, given: Any) -> bool:
    """Whether ``given`` has all that is ``shown``: members by name, list items in order, texts around their dots."""
    if isinstance(shown, dict):
        return isinstance(given, dict) and all(name in given and agrees(shown[name], given[name]) for name in shown)
    if isinstance(shown, list):
        rest = iter(given)
        return all(any(agrees(one, other) for other in rest) for one in shown)
    if isinstance(shown, str) and "…" in shown and isinstance(given, str):
        return in_order(pieces(shown), given)
    return shown == given


@pytest.fixture(scope="module")
def toured(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The application as `BAHITH_API_KEYS=demo-key make run` starts it."""
    app = serving.application(tmp_path_factory.mktemp("tour"), serve=True, api_keys=KEY, index_poll_seconds=0.02)
    serving.add(app, serving.SEEDS)
    yield app
    serving.close(app)


def test_the_tour_is_true(toured: Flask) -> None:
    """Each request of the tour, made in its order, gives what is shown."""
    client = toured.test_client()
    for command, shown in examples():
        given = ask(client, command)
        if shown.startswith("{"):
            assert agrees(shown_json(shown), json.loads(given)), f"{command}\n{given}"
        else:
            assert in_order(pieces(shown), given.replace("\r\n", "\n")), f"{command}\n{given}"


def test_metrics_are_real(toured: Flask) -> None:
    """Each metric that the README names is given."""
    client = toured.test_client()
    client.get("/healthz")
    given = set(re.findall(r"^# TYPE (\w+)", client.get("/metrics").text, re.M))
    named = {name for name in codes(section(README, "Running the container")) if name.startswith("bahith_")}
    assert named and named <= given


@pytest.mark.parametrize(
    ("shown", "given", "same"),
    [
        pytest.param('{"a": 1, …}', {"a": 1, "b": 2}, True, id="members left out"),
        pytest.param('{…, "a": 1}', {"a": 2}, False, id="another value"),
        pytest.param('[…, {"a": 2}, …]', [{"a": 1}, {"a": 2}, {"a": 3}], True, id="items left out"),
        pytest.param('[{"a": 2}, {"a": 1}]', [{"a": 1}, {"a": 2}], False, id="another order"),
        pytest.param('{"a": "x… z"}', {"a": "x y z"}, True, id="part of a text"),
        pytest.param('{"a": "z…x"}', {"a": "x y z"}, False, id="parts in another order"),
    ],
)
def test_examples_are_compared(shown: str, given: Any, same: bool) -> None:
    """What is left out is not compared; all else is."""
    assert agrees(shown_json(shown), given) is same


# The other documents


@pytest.mark.parametrize("path", source_files())
def test_each_source_file_has_a_heading(path: str) -> None:
    """The heading links the file and asks the question that it answers; something is said under it."""
    match = re.search(rf"^### \[{re.escape(path)}\]\({re.escape(path)}\): (.+)\n(?!\n*#)\n*(\S.*)$", ARCHITECTURE, re.M)
    assert match, f"ARCHITECTURE.md has no heading for {path}"


def test_no_heading_is_left_of_a_file_that_is_gone() -> None:
    """Headings that link Python files link those there are, once each."""
    linked = re.findall(r"^### \[([^\]]+\.py)\]", ARCHITECTURE, re.M)
    assert sorted(linked) == source_files()


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.name)
def test_index_fields_are_documented(field) -> None:
    """Each field of the index is in the table, with its kind."""
    assert [f"`{field.name}`", field.kind] in [row[:2] for row in rows(ARCHITECTURE)]


def requirements() -> list[str]:
    """The packages pinned by hand."""
    lines = [
        line for name in ("requirements.txt", "requirements-dev.txt") for line in (ROOT / name).read_text().splitlines()
    ]
    return [line.split("==")[0] for line in lines if "==" in line]


@pytest.mark.parametrize("package", requirements())
def test_requirements_are_explained(package: str) -> None:
    """Each has a row that says why."""
    assert [row for row in rows(CONTRIBUTING) if row[0] == package and row[1]], package


def test_no_other_requirements_are_explained() -> None:
    """A package that is gone leaves no row."""
    text = section(CONTRIBUTING, "Why each dependency")
    assert sorted(row[0] for row in rows(text) if row[0] != "Package") == sorted(requirements())


def anchors(document: str) -> set[str]:
    """The names under which headings are linked."""
    headings = re.findall(r"^#+ (.+)$", re.sub(r"^```.*?^```$", "", document, flags=re.M | re.S), re.M)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_links_lead_somewhere(name: str) -> None:
    """Each relative link is to a file or folder there is, or to a heading of the document."""
    text = (ROOT / name).read_text("utf-8")
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if target.startswith("#"):
            assert target[1:] in anchors(text), target
        elif "://" not in target:
            assert (ROOT / target.partition("#")[0]).exists(), target


def test_the_changelog_knows_this_version() -> None:
    """The newest release in the changelog is the version of the program."""
    released = re.findall(r"^## \[(\d[^\]]*)\]", CHANGELOG, re.M)
    assert released[0] == VERSION
    assert f'version = "{VERSION}"' in (ROOT / "pyproject.toml").read_text()
