"""What a process opens, and what it loads before anyone asks."""

from __future__ import annotations

from pathlib import Path
from typing import NoReturn

import pytest

from config import Settings
from index.errors import (
    BahithError,
    ConfigurationError,
    GazetteerError,
    IndexUnavailable,
    StoreError,
    StoreUnusable,
    StoreVersionError,
)
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


@pytest.mark.parametrize(
    ("error", "lasts"),
    [
        pytest.param(ConfigurationError("x"), True, id="wrong setting"),
        pytest.param(GazetteerError("x.csv", 2, "x"), True, id="wrong actors file"),
        pytest.param(StoreUnusable("x"), True, id="no store"),
        pytest.param(StoreVersionError("x"), True, id="store of a newer version"),
        pytest.param(StoreError("x"), False, id="busy store"),
        pytest.param(IndexUnavailable("x"), False, id="index being built"),
        pytest.param(OSError("x"), False, id="disk"),
    ],
)
def test_what_may_pass_is_tried_again(error: Exception, lasts: bool) -> None:
    """A process that warms up ends only for what waiting does not mend; requests meet the rest."""

    def fail() -> NoReturn:
        raise error

    services = Services(Settings(), fail, serve=True)
    if lasts:
        with pytest.raises(BahithError):
            services.warm_up()
    else:
        services.warm_up()
        with pytest.raises(type(error)):
            _ = services.now
