"""
What one hit shows of its article: the title with its marks, the best fragments of the body, and why it was found.

Each text is analysed once, and only those of the page shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from index.analysis.analyzer import analyze
from index.analysis.token import Token
from index.article import Article
from search.highlighting import highlight, mark_all
from search.occurrences import Finder, Occurrence
from search.results import Highlight, Why
from search.why import reasons


@dataclass(frozen=True, slots=True)
class _Text:
    """One text of an article: what it is shown as, its words, and what was found among them."""

    field: str
    text: str
    tokens: Sequence[Token]
    found: Sequence[Occurrence]


def shown(article: Article, finder: Finder) -> tuple[tuple[Why, ...], tuple[Highlight, ...]]:
    """Why ``article`` was found, and its highlights: title, kicker where something is marked in it, body."""
    title, kicker, body = _texts(article, finder)
    highlights = [mark_all(title.text, title.field, title.found)]
    if kicker.found:
        highlights.append(mark_all(kicker.text, kicker.field, kicker.found))
    highlights += highlight(body.text, body.field, body.found)
    found = ((text.tokens, text.found) for text in (title, kicker, body))
    return reasons(found, finder.leaves, finder.typed), tuple(highlights)


def shown_in_full(article: Article, finder: Finder) -> tuple[Highlight, Highlight]:
    """Title and body of ``article``, whole, with everything marked that was looked for."""
    title, _, body = _texts(article, finder)
    return mark_all(title.text, title.field, title.found), mark_all(body.text, body.field, body.found)


def _texts(article: Article, finder: Finder) -> tuple[_Text, _Text, _Text]:
    # A derived title is the beginning of the body and not searched as a title: what was asked of titles is not in it.
    searched_as = "body" if article.title_origin == "derived" else "title"
    return (
        _text(article, "title", article.title, searched_as, finder),
        _text(article, "kicker", article.kicker or "", "title", finder),
        _text(article, "body", article.body, "body", finder),
    )


def _text(article: Article, field: str, text: str, searched_as: str, finder: Finder) -> _Text:
    tokens = analyze(text) if finder.leaves else ()
    mentions = [mention for mention in article.mentions if mention.field == field]
    return _Text(field, text, tokens, finder.find(tokens, searched_as, mentions))
