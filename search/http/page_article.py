"""
The page of one article as the template shows it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from index.article import Article
from search.highlighting import to_html
from search.http.page_addresses import Addresses
from search.http.page_dates import date_words, provenance
from search.http.page_hits import ActorLink, HitView, actor_links, hit_view, web_address
from search.http.texts import Words
from search.results import Highlight, Hit

_BREAK = re.compile(r"\n\s*\n")


@dataclass(frozen=True, slots=True)
class Copy:
    """Another article of the same story."""

    title: str
    url: str
    source: str | None
    date: str
    date_iso: str | None


@dataclass(frozen=True, slots=True)
class ArticleView:
    """The page of an article."""

    id: str
    plain_title: str
    title: Markup
    derived: bool
    kicker: str | None
    source: str | None
    section: str | None
    byline: str | None
    date: str
    date_iso: str | None
    provenance: str
    origin: str | None  # where it was published, when a browser may follow
    actors: tuple[ActorLink, ...]
    paragraphs: tuple[Markup, ...]
    noise: tuple[str, ...]
    copies: tuple[Copy, ...]
    similar: tuple[HitView, ...]
    back: str | None


def article_view(
    article: Article,
    marked: tuple[Highlight, Highlight],
    copies: tuple[Article, ...],
    similar: tuple[Hit, ...],
    addresses: Addresses,
    words: Words,
    *,
    from_search: bool,
) -> ArticleView:
    """The page of ``article``; ``marked`` are its title and body with what was searched for."""
    title, body = marked
    return ArticleView(
        id=article.id,
        plain_title=article.title,
        title=Markup(to_html(title)),
        derived=article.title_origin == "derived",
        kicker=article.kicker,
        source=article.source,
        section=article.section,
        byline=article.byline,
        date=date_words(article.published, words),
        date_iso=article.published.iso,
        provenance=provenance(article.published, words),
        origin=web_address(article.url),
        actors=actor_links(article, addresses, words, in_search=False),
        paragraphs=tuple(Markup(to_html(piece)) for piece in paragraphs(body)),
        noise=tuple(zone.text for zone in article.zones if zone.kind == "noise"),
        copies=tuple(_copy(one, addresses, words) for one in copies if one.id != article.id),
        similar=tuple(hit_view(hit, addresses, words, in_search=False) for hit in similar),
        back=addresses.search(page=addresses.args["page"]) if from_search else None,
    )


def paragraphs(body: Highlight) -> Iterator[Highlight]:
    """The paragraphs of ``body``, each with its marks; a mark across two is in both."""
    start = 0
    for end, after in [*((m.start(), m.end()) for m in _BREAK.finditer(body.text)), (len(body.text), 0)]:
        if body.text[start:end].strip():
            ranges = ((max(low, start) - start, min(high, end) - start) for low, high in body.ranges)
            inside = tuple((low, high) for low, high in ranges if low < high)
            yield Highlight(body.field, body.text[start:end], inside, body.start + start)
        start = after


def _copy(article: Article, addresses: Addresses, words: Words) -> Copy:
    return Copy(
        article.title,
        addresses.article(article.id),
        article.source,
        date_words(article.published, words),
        article.published.iso,
    )
