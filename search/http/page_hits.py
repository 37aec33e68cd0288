"""
One result as the template shows it: marked title and fragments, source, date in words, actors, and why it was found.
"""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from index.article import Actor, Article
from index.identity import is_web_address
from search.highlighting import to_html
from search.http.page_addresses import Addresses
from search.http.page_dates import date_words, provenance
from search.http.texts import Words
from search.labels import actor_label
from search.results import Highlight, Hit, Why

ACTORS_SHOWN = 6


@dataclass(frozen=True, slots=True)
class ActorLink:
    """An actor and the search it leads to."""

    name: str
    kind: str
    url: str
    count: int = 0


@dataclass(frozen=True, slots=True)
class HitView:
    """One result."""

    id: str
    url: str
    title: Markup
    kicker: Markup | None
    source: str | None
    section: str | None
    date: str
    date_iso: str | None
    provenance: str
    snippet: Markup | None
    actors: tuple[ActorLink, ...]
    more_actors: int
    why: tuple[Markup, ...]
    copies: int


def hit_view(hit: Hit, addresses: Addresses, words: Words, *, in_search: bool = True) -> HitView:
    """One result; out of a search its links lead to new ones."""
    article = hit.article
    marked = {"title": None, "kicker": None, **{h.field: h for h in hit.highlights if h.field != "body"}}
    links = actor_links(article, addresses, words, in_search=in_search)
    return HitView(
        id=article.id,
        url=addresses.article(article.id) if in_search else addresses.plain_article(article.id),
        title=_html(marked["title"]) or Markup.escape(article.title),
        kicker=_html(marked["kicker"]),
        source=article.source,
        section=article.section,
        date=date_words(article.published, words),
        date_iso=article.published.iso,
        provenance=provenance(article.published, words),
        snippet=_snippet(hit),
        actors=links[:ACTORS_SHOWN],
        more_actors=max(0, len(links) - ACTORS_SHOWN),
        why=tuple(reason(why, words) for why in hit.why),
        copies=hit.story.copies - 1,
    )


def actor_links(article: Article, addresses: Addresses, words: Words, *, in_search: bool) -> tuple[ActorLink, ...]:
    """The actors of an article, each with its number of mentions and the search it leads to."""

    def url(actor: Actor) -> str:
        return addresses.only_actor(actor.id) if in_search else addresses.fresh("", actor=[actor.id], sort="newest")

    return tuple(
        ActorLink(
            actor_label(actor, words.language),
            words(f"kind_{actor.kind}"),
            url(actor),
            sum(mention.actor_id == actor.id for mention in article.mentions),
        )
        for actor in article.actors
    )


def reason(why: Why, words: Words) -> Markup:
    """Why an article matched, in words."""
    if why.level == "root":
        told = words.around("from_root", term=why.term, root=why.as_.lstrip("√"))
        return Markup('<bdi dir="{}">{}</bdi>').format(words.direction, told)
    return words.name(why.term if why.as_ == why.term else words("as_parts", term=why.term, parts=why.as_))


def web_address(url: str | None) -> str | None:
    """``url`` where a browser may follow it: http or https, with a host."""
    address = (url or "").strip()
    return address if is_web_address(address) else None


def _html(highlight: Highlight | None) -> Markup | None:
    return Markup(to_html(highlight)) if highlight else None


def _snippet(hit: Hit) -> Markup | None:
    """The fragments of the body; three dots stand where a sentence was cut, and between them."""
    body = hit.article.body
    # The beginning of a text without a title stands above it already.
    repeats = hit.article.title_origin == "derived"
    shown = [h for h in hit.highlights if h.field == "body" and (h.start or h.ranges or not repeats)]
    if not shown:
        return None
    opening = "" if _ends(body[: shown[0].start]) else "… "
    end = shown[-1].start + len(shown[-1].text)
    closing = "" if end >= len(body) or _ends(shown[-1].text) else " …"
    return Markup(opening + " … ".join(map(to_html, shown)) + closing)


def _ends(text: str) -> bool:
    """True where a sentence, or a line, is over at the end of ``text``."""
    return not text.strip() or text.rstrip()[-1] in '.!?؟…»”"' or "\n" in text[len(text.rstrip()) :]
