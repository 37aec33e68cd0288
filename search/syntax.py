"""
A query as it was read: leaves, negations, lists that must all match, and alternatives.

These nodes keep the words as typed, so a query can be told back; `clause_of` gives what an engine matches.

- a list inside a list is one list: brackets that group nothing mean nothing
- a stop word must match only when it was asked for (+, an operator) or when no other word stands beside it
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from search.query import Bool, Clause, DateRange, Keyword, MatchAll, Phrase, Prefix, Term


@dataclass(frozen=True, slots=True)
class Leaf:
    """One clause and the text it was read from (without field and sign). ``required``: asked for by name."""

    clause: Term | Phrase | Prefix | Keyword | DateRange
    text: str
    required: bool = False


@dataclass(frozen=True, slots=True)
class Not:
    """What must not match."""

    node: Node


@dataclass(frozen=True, slots=True)
class All:
    """What must all match (but for stop words, see above); at least two nodes."""

    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Any:
    """Of which at least one must match; at least two nodes."""

    nodes: tuple[Node, ...]


Node = Leaf | Not | All | Any


def all_of(nodes: Iterable[Node]) -> Node | None:
    """The list of ``nodes``, flattened; the node itself where there is one, None where there is none."""
    flat: list[Node] = []
    for node in nodes:
        flat.extend(node.nodes if isinstance(node, All) else (node,))
    return All(tuple(flat)) if len(flat) > 1 else (flat[0] if flat else None)


def any_of(nodes: Iterable[Node]) -> Node | None:
    """The alternatives ``nodes``, flattened; words in them were asked for by name."""
    flat: list[Node] = []
    for node in nodes:
        flat.extend(node.nodes if isinstance(node, Any) else (_asked(node),))
    return Any(tuple(flat)) if len(flat) > 1 else (flat[0] if flat else None)


def _asked(node: Node) -> Node:
    return required(node) if isinstance(node, Leaf) else node


def required(node: Node) -> Node:
    """``node`` with its words asked for by name: they must match, stop words too."""
    if isinstance(node, Leaf):
        # A prefix or a field's value must match anyway.
        return replace(node, required=True) if isinstance(node.clause, Term | Phrase) else node
    if isinstance(node, All):
        return All(tuple(required(part) for part in node.nodes))
    return node


def negated(node: Node) -> Node:
    """What matches where ``node`` does not."""
    return node.node if isinstance(node, Not) else Not(_asked(node))


def clause_of(node: Node | None) -> Clause:
    """The clause an engine matches."""
    if node is None:
        return MatchAll()
    if isinstance(node, Leaf):
        return _firm(node.clause)
    if isinstance(node, Not):
        return Bool(must_not=(clause_of(node.node),))
    if isinstance(node, Any):
        return Bool(should=tuple(clause_of(part) for part in node.nodes))
    beside_a_word = any(_is_a_word(part) for part in node.nodes)
    return Bool(
        must=tuple(
            part.clause if isinstance(part, Leaf) and beside_a_word and not part.required else clause_of(part)
            for part in node.nodes
            if not isinstance(part, Not)
        ),
        must_not=tuple(clause_of(part.node) for part in node.nodes if isinstance(part, Not)),
    )


def leaves(node: Node | None) -> Iterator[Leaf]:
    """Every leaf under ``node``, in order."""
    if isinstance(node, Leaf):
        yield node
    elif isinstance(node, Not):
        yield from leaves(node.node)
    elif node is not None:
        for part in node.nodes:
            yield from leaves(part)


def _firm(clause: Clause) -> Clause:
    """``clause`` as one that must match."""
    return replace(clause, is_stop=False) if isinstance(clause, Term) else clause


def _is_a_word(node: Node) -> bool:
    """True for what stop words may stand beside without having to match."""
    if isinstance(node, Leaf):
        if isinstance(node.clause, Term):
            return node.required or not node.clause.is_stop
        return isinstance(node.clause, Phrase | Prefix)
    return isinstance(node, Any)
