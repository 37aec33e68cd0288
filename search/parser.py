"""
What the user typed, to a clause: `parse` never fails, says how it read the query, and what it could not use.

- all words must match; stop words only where no other word stands beside them, or where they were asked for
- «…» “…” "…" „…“ words next to each other, as written; موسك* words that begin so
- + must, - must not; AND, OR, NOT in capitals; brackets. AND binds tighter than OR, and OR tighter than a space:
  ``a b OR c`` is ``a (b OR c)``
- عنوان: title: before a word, a phrase or brackets; جهة: actor:, مصدر: source:, قسم: section:, تاريخ: date: before
  a value, which is quoted when it has several words (dates and actors do without: ``تاريخ:آب 2025``)
- what is read back is read the same: ``parse(parsed.read_as)`` has the same clause

>>> parse("وزير -موسكو", resolve_actor=lambda name: (), today=date(2025, 1, 1)).read_as
'وزير -موسكو'
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from index.analysis.analyzer import analyze
from search.leaves import ActorResolver, LeafMaker
from search.lexer import FieldName, Lexeme, scan
from search.notices import Language, Notice
from search.periods import goes_on, is_complete
from search.printer import query_text
from search.query import Bool, Clause, Phrase, Term
from search.syntax import All, Leaf, Node, Not, all_of, any_of, clause_of, leaves, negated, required

HEADLINE = 3  # plain words around quoted ones
MAX_VALUE_WORDS = 9  # of an unquoted date or actor: «من 1 آب 2025 إلى 15 أيلول 2025»

Join = Callable[[list[Node]], Node | None]


@dataclass(frozen=True, slots=True)
class Parsed:
    """A query as read.

    ``read_as`` can be typed back. ``clauses`` counts words, phrases, prefixes and values. ``plain`` are the
    words that may be relaxed: at the top level, with no operator, sign, quotes or field, stop words not counted, and
    a word typed twice (سوريا وسوريا) counted once.
    """

    clause: Clause
    read_as: str
    notices: tuple[Notice, ...] = ()
    clauses: int = 0
    plain: tuple[Term, ...] = ()
    tree: Node | None = None

    @property
    def typed(self) -> Mapping[Clause, str]:
        """The words, phrases and values as they were typed."""
        return {leaf.clause: leaf.text for leaf in leaves(self.tree)}

    @property
    def headline(self) -> tuple[Term, ...]:
        """The words of a query that looks like a pasted headline: several plain words around quoted ones.

        A headline's quotes are not the searcher's. () for any other query.
        """
        if not isinstance(self.tree, All) or len(self.plain) < HEADLINE:
            return ()
        quoted = [w for node in self.tree.nodes if isinstance(node, Leaf) for w in _quoted_words(node)]
        return _distinct((*self.plain, *quoted)) if quoted else ()

    def as_headline(self, minimum: int) -> Clause:
        """The clause with `headline`'s words side by side, ``minimum`` of which have to match."""
        assert isinstance(self.clause, Bool) and isinstance(self.tree, All)
        musts = [node for node in self.tree.nodes if not isinstance(node, Not)]
        rest = [
            clause
            for node, clause in zip(musts, self.clause.must, strict=True)
            if not _plain_word(node) and not (isinstance(node, Leaf) and _quoted_words(node))
        ]
        return Bool(must=(Bool(should=self.headline, minimum=minimum), *rest), must_not=self.clause.must_not)

    def relaxed(self, minimum: int) -> Clause:
        """The clause with only ``minimum`` of the plain words having to match."""
        if not (isinstance(self.clause, Bool) and isinstance(self.tree, All) and self.plain):
            return self.clause
        musts = [node for node in self.tree.nodes if not isinstance(node, Not)]
        rest = [clause for node, clause in zip(musts, self.clause.must, strict=True) if not _plain_word(node)]
        return Bool(must=(Bool(should=self.plain, minimum=minimum), *rest), must_not=self.clause.must_not)


def parse(q: str, *, resolve_actor: ActorResolver, today: date, language: Language = "ar") -> Parsed:
    """Read ``q``; any string gives a clause.

    ``resolve_actor`` gives the ids a name may stand for, () for none. ``language`` is that of the field names
    in ``read_as``.
    """
    lexemes, notices = scan(q)
    maker = LeafMaker(resolve_actor, today)
    tree = _Reader(lexemes, maker).sequence(None)
    notices += maker.notices
    if tree is None and q.strip(" *\t\n"):
        notices.append(Notice("nothing_to_search"))
    return Parsed(
        clause=clause_of(tree),
        read_as=query_text(tree, language),
        notices=tuple(dict.fromkeys(notices)),
        clauses=sum(1 for _ in leaves(tree)),
        plain=_plain_words(tree),
        tree=tree,
    )


def _plain_words(tree: Node | None) -> tuple[Term, ...]:
    words = (_plain_word(node) for node in (tree.nodes if isinstance(tree, All) else ()))
    return _distinct(word for word in words if word)


def _distinct(words: Iterable[Term]) -> tuple[Term, ...]:
    """The first word of each stem."""
    first: dict[str, Term] = {}
    for word in words:
        first.setdefault(word.stem, word)
    return tuple(first.values())


def _plain_word(node: Node) -> Term | None:
    """The word that ``node`` is, if it is one that may be relaxed."""
    if not (isinstance(node, Leaf) and isinstance(node.clause, Term)) or node.required:
        return None
    return None if node.clause.is_stop or node.clause.field else node.clause


def _quoted_words(node: Leaf) -> list[Term]:
    """The words of a phrase that names no field, as plain words; stop words left out. [] for anything else."""
    if not isinstance(node.clause, Phrase) or node.clause.field or node.required:
        return []
    return [Term(t.word, t.stem, t.root) for t in analyze(" ".join(node.clause.words)) if not t.is_stop]


class _Reader:
    """Recursive descent over lexemes whose brackets are balanced; each method reads one level of the grammar.

    ``field`` is the field named before what is being read, None for any text field.
    """

    def __init__(self, lexemes: list[Lexeme], maker: LeafMaker) -> None:
        self.lexemes, self.maker = lexemes, maker
        self.at = 0

    def sequence(self, field: FieldName | None, *, grouped: bool = False) -> Node | None:
        """Alternatives side by side, up to a closing bracket or the end."""
        nodes: list[Node | None] = []
        while self.kind() not in ("close", None):
            nodes.append(self.alternatives(field, grouped))
        return all_of(node for node in nodes if node)

    def alternatives(self, field: FieldName | None, grouped: bool) -> Node | None:
        """``a OR b``, each side ``a AND b``."""
        return self.joined("or", any_of, lambda: self.joined("and", _both, lambda: self.signed(field, grouped)))

    def joined(self, operator: str, join: Join, operand: Callable[[], Node | None]) -> Node | None:
        """Operands with ``operator`` between them; one that lacks an operand is passed over."""
        found = [operand()]
        while self.kind() == operator:
            typed = self.take().text
            found.append(operand())
            if found[-1] is None or (len(found) == 2 and found[0] is None):
                self.maker.say("dangling_operator", typed)
        nodes = [node for node in found if node]
        return join(nodes) if len(nodes) > 1 else (nodes[0] if nodes else None)

    def signed(self, field: FieldName | None, grouped: bool) -> Node | None:
        """Something with the signs, NOTs and field names before it."""
        negative = must = False
        last: Lexeme | None = None
        while self.kind() in ("plus", "minus", "not", "field"):
            last = self.take()
            if last.kind == "field":
                field, grouped = last.field, False
            elif last.kind == "plus":
                must = True
            else:
                negative = not negative
        if last and self.kind() not in ("open", "word", "phrase"):
            self.maker.say("field_without_value" if last.kind == "field" else "dangling_operator", last.text)
            return None
        node = self.primary(field, grouped)
        if node is None:
            return None
        return negated(node) if negative else (required(node) if must else node)

    def primary(self, field: FieldName | None, grouped: bool) -> Node | None:
        """Brackets, a phrase, a word or a value; nothing where none of them is next."""
        kind = self.kind()
        if kind == "open":
            self.take()
            empty = self.kind() == "close"
            node = self.sequence(field, grouped=True)
            self.take()
            if empty:
                self.maker.say("empty_brackets")
            return node
        if kind == "phrase":
            text = self.take().text
            if field is None or field == "title":
                return all_of(self.maker.phrase(text, field))
            return all_of(self.maker.value(text, field))
        if kind != "word":
            return None
        if field is None or field == "title":
            return all_of(self.maker.words(self.take().text, field))
        return all_of(self.maker.value(self.unquoted(field, grouped), field))

    def unquoted(self, field: FieldName, grouped: bool) -> str:
        """As many words as make a known date or actor; of a source or section one, or all that the brackets hold."""
        words: list[str] = []
        for lexeme in self.lexemes[self.at :]:
            if lexeme.kind != "word":
                break
            words.append(lexeme.text)
        if field in ("source", "section"):
            count = len(words) if grouped else 1
        elif field == "date" and is_complete(words[0]) and not any(map(goes_on, words[1:2])):
            count = 1
        else:
            longest_first = range(min(len(words), MAX_VALUE_WORDS), 1, -1)
            count = next((n for n in longest_first if self.maker.known(" ".join(words[:n]), field)), 1)
        self.at += count
        return " ".join(words[:count])

    def kind(self) -> str | None:
        """The kind of the next lexeme, None at the end."""
        return self.lexemes[self.at].kind if self.at < len(self.lexemes) else None

    def take(self) -> Lexeme:
        """The next lexeme, stepping over it."""
        self.at += 1
        return self.lexemes[self.at - 1]


def _both(nodes: list[Node]) -> Node | None:
    return all_of(required(node) for node in nodes)
