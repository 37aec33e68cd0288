"""The floors of the quality gate: what is pinned from what was measured."""

from __future__ import annotations

import pytest

from benchmarks.quality.__main__ import EPSILON, compare, raised


@pytest.mark.parametrize(
    ("floors", "figures", "expected"),
    [
        pytest.param({"set.mrr": 0.8}, {"set.mrr": 0.81239}, {"set.mrr": 0.8124}, id="raised"),
        pytest.param({"set.mrr": 0.8}, {"set.mrr": 0.8 - EPSILON / 2}, {"set.mrr": 0.8}, id="never lowered"),
        pytest.param({}, {"set.margin": -0.1}, {"set.margin": -0.1}, id="the first time"),
        pytest.param({"gone.mrr": 0.8}, {"set.mrr": 0.5}, {"set.mrr": 0.5}, id="a set that is gone has no floor"),
    ],
)
def test_floors_only_rise(floors: dict[str, float], figures: dict[str, float], expected: dict[str, float]) -> None:
    """Updating again and again cannot take EPSILON off a floor each time."""
    assert raised(floors, figures) == expected


def test_what_has_a_floor_is_measured() -> None:
    """A figure that is renamed or left out does not pass for want of a number."""
    assert compare({}, {}, {"floors": {"set.mrr": 0.8}}) == ["set.mrr has a floor and was not measured"]
    assert compare({}, {}, {"digests": {"set": "aa"}})


@pytest.mark.parametrize(("value", "sank"), [(0.8, False), (0.8 - EPSILON / 2, False), (0.8 - 2 * EPSILON, True)])
def test_a_figure_sinks_by_more_than_epsilon(value: float, sank: bool) -> None:
    """EPSILON is for the last digits of another processor."""
    assert bool(compare({"set.mrr": value}, {}, {"floors": {"set.mrr": 0.8}})) == sank
