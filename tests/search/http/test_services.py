"""What a process opens, and what it loads before anyone asks."""

from __future__ import annotations

from pathlib import Path

import pytest

from search.http.services import Services
from tests.support.serving import SEEDS, add, application, close


@pytest.mark.parametrize("filled", [pytest.param(True, id="with articles"), pytest.param(False, id="before the first")])
def test_a_warm_process_has_loaded_what_searches_need(tmp_path: Path, filled: bool) -> None:
    """Also where nothing can be found yet, the names of actors are known when the first query comes."""
    app = application(tmp_path)
    if filled:
        add(app, SEEDS)
    services: Services = app.extensions["bahith"]
    try:
        services.warm_up()
        assert "_by_words" in vars(services.now.gazetteer)
    finally:
        close(app)
