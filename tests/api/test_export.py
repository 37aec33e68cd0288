"""
Results as a table.
"""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from search.http.export import safe
from tests.support import serving
from tests.support.api import SEARCH, ids


def table(response) -> list[dict[str, str]]:
    """The rows of a CSV answer."""
    assert response.mimetype == "text/csv"
    return list(csv.DictReader(io.StringIO(response.data.decode("utf-8-sig"))))


def test_export_holds_all_results_of_a_search(seeds_client: FlaskClient) -> None:
    """All rows whatever the page, in the order of the search."""
    address = "?q=سوريا&sort=oldest"
    answer = seeds_client.get(f"/api/v1/export.csv{address}&page_size=1&page=2&facets=month")
    assert [row["id"] for row in table(answer)] == ids(seeds_client.get(SEARCH + address))
    assert answer.headers["Content-Disposition"] == 'attachment; filename="bahith.csv"'
    assert not answer.data.startswith(b"\xef\xbb\xbf")
    assert seeds_client.get("/api/v1/export.csv?bom=1").data.startswith(b"\xef\xbb\xbfid,")
    link = seeds_client.get(SEARCH + address).json["links"]["csv"]
    assert table(seeds_client.get(link)) == table(answer)


def test_a_table_has_a_tag_of_its_own(seeds_client: FlaskClient) -> None:
    """What changes the table changes the tag; what does not, such as the page, does not."""

    def tag(query: str) -> str:
        return seeds_client.get(f"/api/v1/export.csv?{query}").headers["ETag"]

    assert tag("q=سوريا") == tag("q=سوريا&page=2&page_size=1&facets=none&lang=en")
    assert len({tag(query) for query in ("q=سوريا", "q=سوريا&bom=1", "q=سوريا&sort=oldest", "q=روسيا")}) == 4


def test_export_stops_at_its_limit_and_says_so(tmp_path: Path) -> None:
    """The header has the number of all results."""
    app = serving.application(tmp_path, export_limit=2)
    serving.add(app, serving.SEEDS)
    answer = app.test_client().get("/api/v1/export.csv")
    assert len(table(answer)) == 2 and answer.headers["X-Total-Count"] == "5"
    serving.close(app)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        pytest.param("=1+1", "'=1+1", id="equals"),
        pytest.param("+1", "'+1", id="plus"),
        pytest.param("-1", "'-1", id="minus"),
        pytest.param("@SUM(A1)", "'@SUM(A1)", id="at"),
        pytest.param("\uff1d1+1", "'\uff1d1+1", id="wide equals, which some spreadsheets compute"),
        pytest.param("\u061c=1", "'\u061c=1", id="Arabic letter mark before"),
        pytest.param("\t=1", "'\t=1", id="tab"),
        pytest.param("\r=1", "'\r=1", id="carriage return"),
        pytest.param(" =1", "' =1", id="space before"),
        pytest.param("\u200f=1", "'\u200f=1", id="right-to-left mark before"),
        pytest.param("\ufeff=1", "'\ufeff=1", id="byte order mark before"),
        pytest.param("خبر = عاجل", "خبر = عاجل", id="equals inside"),
        pytest.param("", "", id="empty"),
        pytest.param("2025-08-01", "2025-08-01", id="date"),
    ],
)
def test_no_cell_is_a_formula(cell: str, expected: str) -> None:
    """What a spreadsheet would compute begins with an apostrophe."""
    assert safe(cell) == expected
