"""
A query told back: `query_text` writes what was read so that reading it again gives the same clause, and
`outline` writes a clause for people who debug and test.

>>> outline(Bool(must=(Term("وزير", "وزير"),), must_not=(Phrase(("في", "موسكو")),)))
'(+وزير -"في موسكو")'
"""

from __future__ import annotations

from search.lexer import FIELD_NAMES, OPERATORS, FieldName
from search.notices import Language
from search.periods import goes_on, written
from search.query import Bool, Clause, DateRange, Keyword, MatchAll, Phrase, Prefix, Term
from search.syntax import All, Any, Leaf, Node, Not


def query_text(node: Node | None, language: Language = "ar") -> str:
    """The query ``node`` was read from, written in one way; "" for every article."""
    if node is None:
        return ""
    if isinstance(node, Any):
        return " OR ".join(_operand(part, language) for part in node.nodes)
    if isinstance(node, All):
        if all(isinstance(part, Leaf) and part.required for part in node.nodes):
            return " AND ".join(_bare(part, language) for part in node.nodes)
        following = (*node.nodes[1:], None)
        return " ".join(_beside(part, after, language) for part, after in zip(node.nodes, following, strict=True))
    return _part(node, language)


def _beside(node: Node, after: Node | None, language: Language) -> str:
    """``node`` before ``after``: a date is quoted where it would be read on into the next word."""
    text = _part(node, language)
    dated = node.node if isinstance(node, Not) else node
    is_date = isinstance(dated, Leaf) and isinstance(dated.clause, DateRange) and not dated.clause.undated
    if not (is_date and isinstance(after, Leaf) and goes_on(after.text)):
        return text
    name, value = text.split(":", 1)
    return f"{name}:{_quoted(value, language)}"


def _part(node: Node, language: Language) -> str:
    """``node`` where it stands beside others."""
    if isinstance(node, Not):
        return "-" + _operand(node.node, language)
    if isinstance(node, Leaf):
        return ("+" if node.required else "") + _bare(node, language)
    return _operand(node, language)


def _operand(node: Node, language: Language) -> str:
    """``node`` after a sign or beside OR, where words need no + to be asked for."""
    if isinstance(node, Leaf):
        return _bare(node, language)
    if isinstance(node, Not):
        return _part(node, language)
    return f"({query_text(node, language)})"


def _bare(node: Node, language: Language) -> str:
    assert isinstance(node, Leaf)
    clause, text = node.clause, node.text
    if isinstance(clause, Term):
        # A word spelled like an operator is one only in capitals.
        return _named(clause.field, text.lower() if text in OPERATORS else text, language)
    if isinstance(clause, Phrase):
        return _named(clause.field, _quoted(text, language), language)
    if isinstance(clause, Prefix):
        return _named(clause.field, text + "*", language)
    if isinstance(clause, DateRange):
        undated = clause.undated and language == "ar"
        return _named("date", _quoted("بلا تاريخ", language) if undated else written(clause), language)
    return _named(clause.field, _quoted(text, language), language)


def _quoted(text: str, language: Language) -> str:
    return f"«{text}»" if language == "ar" else f'"{text}"'


def _named(field: FieldName | None, text: str, language: Language) -> str:
    return f"{FIELD_NAMES[field][0 if language == 'ar' else 1]}:{text}" if field else text


def outline(clause: Clause) -> str:
    """``clause`` on one line: + must, - must not, ? should (with how many), ~ a stop word, @ a keyword."""
    match clause:
        case Term():
            return _field(clause.field) + ("~" if clause.is_stop else "") + clause.word
        case Phrase():
            return _field(clause.field) + '"' + " ".join(clause.words) + '"'
        case Prefix():
            return _field(clause.field) + clause.prefix + "*"
        case Keyword():
            return f"@{clause.field}={'|'.join(clause.values)}"
        case DateRange():
            return f"@date={written(clause)}"
        case MatchAll():
            return "*"
        case Bool():
            parts = ["+" + outline(part) for part in clause.must]
            parts += ["?" + outline(part) for part in clause.should]
            parts += ["-" + outline(part) for part in clause.must_not]
            return f"({' '.join(parts)}){clause.minimum if clause.should and clause.minimum != 1 else ''}"


def _field(name: str | None) -> str:
    return f"{name}:" if name else ""
