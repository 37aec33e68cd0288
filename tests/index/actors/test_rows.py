"""A slip in the actors file is refused with its line and what to do about it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.actors.rows import HEADER, read_rows
from index.errors import GazetteerError

HEAD = "id,kind,name,latin,aliases,notes"
GOOD = "sergey-lavrov,person,سيرغي لافروف,Sergey Lavrov,سيرجي لافروف|sur:لافروف,minister"


def read(text):
    return read_rows("actors.csv", text if isinstance(text, bytes) else text.encode())


def test_row():
    (row,) = read(f"{HEAD}\n{GOOD}\n")
    assert (row.actor.id, row.actor.kind, row.actor.name, row.actor.latin, row.notes, row.line) == (
        "sergey-lavrov", "person", "سيرغي لافروف", "Sergey Lavrov", "minister", 2,
    )  # fmt: skip
    assert [(alias.text, alias.role) for alias in row.aliases] == [
        ("سيرغي لافروف", "name"),
        ("Sergey Lavrov", "name"),
        ("سيرجي لافروف", "name"),
        ("لافروف", "surname"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f"\ufeff{HEAD}\n{GOOD}\n", id="byte order mark"),
        pytest.param(f"{HEAD}\r\n{GOOD}\r\n", id="Windows line ends"),
        pytest.param(f"{HEAD}\n\n{GOOD}\n,,,,,\n", id="blank lines"),
        pytest.param(f"{HEAD}\n{GOOD.replace('minister', '')}", id="no notes, no last line end"),
        pytest.param(f"{HEAD}\n" + GOOD.replace("|", " | "), id="blanks around aliases"),
    ],
)
def test_good_files(text):
    assert [row.actor.id for row in read(text)] == ["sergey-lavrov"]


WRONG = [
    ("", 1, "empty", "empty file"),
    ("\n\n", 1, "empty", "blank lines only"),
    (HEAD, 2, "no actor", "header only"),
    ("id,kind,name", 1, "header", "header too short"),
    ("id;kind;name;latin;aliases;notes", 1, "header", "semicolons"),
    (f"{HEAD},extra", 1, "header", "unknown column"),
    (GOOD, 1, "header", "no header"),
    (f"{HEAD}\nx,person,سين", 2, "3 columns where 6", "too few columns"),
    (f"{HEAD}\n{GOOD},more", 2, "7 columns where 6", "too many columns"),
    (f"{HEAD}\n,person,سين,,,", 2, "id is missing", "no id"),
    (f"{HEAD}\nسين,person,سين,,,", 2, "a-z", "Arabic id"),
    (f"{HEAD}\nA_b,person,سين,,,", 2, "a-z", "capital and underscore in the id"),
    (f"{HEAD}\n{GOOD}\n\n{GOOD}", 4, "already used in line 2", "id twice"),
    (f"{HEAD}\nx,people,سين,,,", 2, "person, organization, state", "unknown kind"),
    (f"{HEAD}\nx,,سين,,,", 2, "person, organization, state", "no kind"),
    (f"{HEAD}\nx,person, ,X,,", 2, "name is empty", "no name"),
    (f"{HEAD}\nx,person,؟!,,,", 2, "no letter", "name of signs"),
    (f"{HEAD}\nx,person,سين,,سين صاد||عين,", 2, "no letter", "empty alias"),
    (f"{HEAD}\nx,person,سين,,سين صاد|-,", 2, "no letter", "alias of signs"),
    (f"{HEAD}\nx,person,سين,,sur:,", 2, "no letter", "nothing after the prefix"),
    (f"{HEAD}\nx,person,سين,,adj:سوري,", 2, "adj: is for a state", "adjective of a person"),
    (f"{HEAD}\nx,organization,سين,,adj:سوري,", 2, "adj: is for a state", "adjective of an organisation"),
    (f"{HEAD}\nx,state,سين,,sur:سين,", 2, "sur: is for a person", "surname of a state"),
    (f"{HEAD}\nx,state,سين,,name:سين,", 2, "prefix 'name' is unknown", "unknown prefix"),
    (f"{HEAD}\nx,state,سين,,adj:السوري,", 2, "without article", "adjective with article"),
    (f"{HEAD}\nx,state,سين,,adj:سورية,", 2, "masculine singular", "feminine adjective"),
    (f"{HEAD}\nx,person,{'س' * 201},,,", 2, "201 characters", "a name that swallowed the rest"),
    (f"{HEAD}\n{GOOD}\ny,person,سيرغي لافروف,,,", 3, "already names 'sergey-lavrov' (line 2)", "name of another"),
    (f"{HEAD}\n{GOOD}\ny,person,سين,sergey lavrov,,", 3, "already names", "Latin name of another, other case"),
    (f'{HEAD}\nx,person,"سين,,,', 2, "quotation mark", "quote never closed"),
    (f'{HEAD}\nx,person,"سين"صاد,,,', 2, "quotation mark", "text after a quote"),
    (f"{HEAD}\n{GOOD}\nx,person,س\0ين,,,", 3, "NUL", "NUL"),
    (f"{HEAD}\n{GOOD}\n".encode() + "x,person,سين,,,".encode("cp1256"), 3, "UTF-8", "Windows-1256"),
    (f"{HEAD}\n{GOOD}".encode("utf-16"), 1, "UTF-8", "UTF-16"),
    (f'{HEAD}\nx,person,سين,,,"two\nlines"\ny,people,صاد,,,', 4, "kind 'people'", "line after a cell of two lines"),
]


@pytest.mark.parametrize(("text", "line", "says"), [pytest.param(*row[:3], id=row[3]) for row in WRONG])
def test_wrong_files(text, line, says):
    with pytest.raises(GazetteerError) as caught:
        read(text)
    assert caught.value.line == line
    assert says in str(caught.value)
    assert str(caught.value).startswith(f"actors.csv, line {line}: ")


def test_surnames_and_adjectives_may_be_shared():
    rows = read(
        f"{HEAD}\na,person,سين صاد,,sur:صاد,\nb,person,عين صاد,,sur:صاد,\n"
        "c,state,قاف,,adj:كوري,\nd,state,كاف,,adj:كوري,\ne,organization,أوبك,,OPEC,\nf,organization,أوبك بلس,,OPEC+,"
    )
    assert len(rows) == 6


@given(st.binary(max_size=300) | st.text(max_size=300).map(lambda text: f"{','.join(HEADER)}\n{text}".encode()))
def test_any_bytes_give_rows_or_a_clear_error(data):
    try:
        rows = read_rows("actors.csv", data)
    except GazetteerError as error:
        assert error.line >= 1
    else:
        assert rows
