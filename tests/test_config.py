"""The settings: what is read from the environment, and what is refused before anything starts."""

from __future__ import annotations

import pytest

from config import Settings
from index.errors import ConfigurationError


@pytest.mark.parametrize(
    ("variable", "value", "told"),
    [
        pytest.param("BAHITH_NONSENSE", "1", "not a setting", id="no such setting"),
        pytest.param("BAHITH_EXPORT_LIMIT", "many", "expected a whole number", id="no number"),
        pytest.param("BAHITH_SEARCH_TIMEOUT", "nan", "at least", id="not a number either"),
        pytest.param("BAHITH_LOG_LEVEL", "LOUD", "one of DEBUG", id="no such level"),
        pytest.param("BAHITH_MAX_RESULTS", "99", "at least 100", id="less than one page of results"),
        pytest.param("BAHITH_BASE_URL", "news.example.org", "https://", id="address without a scheme"),
        pytest.param("BAHITH_BASE_URL", "ftp://news.example.org", "https://", id="another scheme"),
        pytest.param("BAHITH_BASE_URL", "https://", "https://", id="no host"),
        pytest.param("BAHITH_BASE_URL", "https:///news", "https://", id="path without a host"),
        pytest.param("BAHITH_BASE_URL", "https://a b", "https://", id="space"),
        pytest.param("BAHITH_BASE_URL", "https://a/?q=", "https://", id="query"),
    ],
)
def test_a_value_that_cannot_be_used_is_refused(variable: str, value: str, told: str) -> None:
    """With the variable and what would be right."""
    with pytest.raises(ConfigurationError, match=f"{variable}.*{told}"):
        Settings.load({variable: value})


@pytest.mark.parametrize(
    ("variable", "value", "read"),
    [
        pytest.param("BAHITH_BASE_URL", "https://news.example.org", "https://news.example.org", id="address"),
        pytest.param("BAHITH_BASE_URL", "http://[::1]:8000/", "http://[::1]:8000/", id="address with a port"),
        pytest.param("BAHITH_BASE_URL", "", "", id="no address"),
        pytest.param("BAHITH_MAX_RESULTS", "100", 100, id="just enough results"),
        pytest.param("HOME", "/root", None, id="what is not ours"),
    ],
)
def test_a_value_that_can_be_used_is_read(variable: str, value: str, read: object) -> None:
    """As the type of its default."""
    assert getattr(Settings.load({variable: value}), variable.removeprefix("BAHITH_").lower(), None) == read
