"""
The ladder: which layers decide whether a word matches at a rung.

A rung matches whatever the rungs below it match, so the counts can only grow: word ≤ stem ≤ root. Only with an
exclusion they can shrink: a wider rung finds more to throw out.

- ``word``: the word as readers spell it
- ``stem``: also any word with the same stem
- ``root``: also any word with the same root (names, numbers and Latin have none, and match by stem)

Exclusion never goes by root, which is too wide to throw articles away by.
"""

from index.analysis.token import LAYERS, Layer

RUNGS: tuple[Layer, ...] = LAYERS


def layers_at(rung: Layer) -> tuple[Layer, ...]:
    """The layers in which a word may match at ``rung``.

    >>> layers_at("stem")
    ('word', 'stem')
    """
    return LAYERS[: LAYERS.index(rung) + 1]


def rung_for_exclusion(rung: Layer) -> Layer:
    """The rung at which excluded words match when ``rung`` is chosen."""
    return "stem" if rung == "root" else rung
