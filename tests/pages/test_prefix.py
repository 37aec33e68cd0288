"""
The pages below a path of their own.
"""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from flask.testing import FlaskClient

from tests.support.pages import BROWSER
from tests.support.tree import parse, select


@pytest.mark.parametrize("path", ["/", "/?q=لافروف&lang=en", "/nosuch", "/?page=x"])
def test_the_pages_work_below_a_prefix(client: FlaskClient, path: str) -> None:
    """Behind a proxy that serves them under a path of its own, every address has it."""
    response = client.get(path, headers=BROWSER, environ_overrides={"SCRIPT_NAME": "/news"})
    page = parse(response.text)
    for element in select(page, "[href], [src], [action], [data-suggest], [data-url]"):
        for name in ("href", "src", "action", "data-suggest", "data-url"):
            path = urlsplit(element.get(name) or "#").path
            assert not path or path.startswith("/news/"), element.get(name)
