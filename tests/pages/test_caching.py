"""
What a browser may keep of the pages and their files.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest
from flask.testing import FlaskClient

from tests.support.pages import BROWSER, get, seed
from tests.support.tree import select


@pytest.mark.parametrize("path", ["/", "/?q=لافروف", "/?q=لافروف&lang=en", "/article/{id}?q=لافروف"])
def test_an_unchanged_page_is_not_sent_again(client: FlaskClient, path: str) -> None:
    """A tag that still holds is answered with 304."""
    path = path.replace("{id}", urlsplit(seed(client, "لافروف")).path.rsplit("/", 1)[1])
    first = client.get(path, headers=BROWSER)
    assert first.headers["Cache-Control"] == "no-cache"
    again = client.get(path, headers={**BROWSER, "If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    other = client.get(
        path + ("&" if "?" in path else "?") + "match=root", headers={**BROWSER, "If-None-Match": first.headers["ETag"]}
    )
    assert other.status_code == 200


def test_files_are_kept_for_a_year_under_names_that_change(client: FlaskClient) -> None:
    """Styles, script, icon and fonts; without the version they must be asked for again."""
    page = get(client, "/")
    urls = [one.get("href") or one.get("src") for one in select(page, "link[href*=static], script[src]")]
    assert len(urls) == 4
    for url in urls:
        answer = client.get(url, buffered=True)
        assert answer.status_code == 200
        assert "immutable" in answer.headers["Cache-Control"]
    style = client.get("/static/pages.css", buffered=True)
    assert style.headers["Cache-Control"] == "no-cache"
    fonts = re.findall(r'url\("(fonts/[^"]+)"\)', style.text)
    assert fonts
    assert all(client.get(f"/static/{font}", buffered=True).status_code == 200 for font in fonts)
