"""
A page of results as the template shows it: every text in words, every link made, nothing left to decide.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from markupsafe import Markup

from index.analysis.token import LAYERS
from index.article import Actor, Article
from search.highlighting import to_html
from search.http.histogram import Bar, Histogram, histogram
from search.http.page_addresses import Addresses, value_of
from search.http.page_dates import date_words, period_words, provenance
from search.http.page_filters import ActorName, Facet, Filter, facets, filters_on
from search.http.texts import Words
from search.labels import actor_label
from search.results import Highlight, Hit, Results, Why

ACTORS_SHOWN = 6
PAGES_AROUND = 2  # numbers on each side of the page shown
YEARS_LABELLED = 8
SORTS = ("relevance", "newest", "oldest")


@dataclass(frozen=True, slots=True)
class Option:
    """One of several ways to see the results."""

    text: str
    url: str
    current: bool = False
    count: int | None = None
    help: str = ""


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
    why: tuple[str, ...]
    copies: int


@dataclass(frozen=True, slots=True)
class BarView:
    """One bar of the chart and where it leads."""

    bar: Bar
    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Chart:
    """The chart of the results over time."""

    picture: Histogram
    bars: tuple[BarView, ...]
    years: tuple[str, ...]  # to stand below, in the order of the picture
    undated: Option | None


@dataclass(frozen=True, slots=True)
class ResultsView:
    """The page of results."""

    results: Results
    hits: tuple[HitView, ...]
    filters: tuple[Filter, ...]
    facets: tuple[Facet, ...]
    chart: Chart | None
    ladder: tuple[Option, ...]
    sorts: tuple[Option, ...]
    collapse: Option
    pages: tuple[Option | None, ...]  # None is a gap
    previous: str | None
    next: str | None
    did_you_mean: Option | None
    helps: tuple[Option, ...]
    notices: tuple[str, ...]
    read_as: str | None


def results_view(found: Results, addresses: Addresses, words: Words, actor_name: ActorName) -> ResultsView:
    """The page of ``found``."""
    on = filters_on(addresses, words, actor_name)
    better = found.did_you_mean
    return ResultsView(
        results=found,
        hits=tuple(hit_view(hit, addresses, words) for hit in found.hits),
        filters=on,
        facets=facets(found.facets, addresses, words),
        chart=chart(found, addresses, words),
        ladder=ladder(found, addresses, words),
        sorts=sorts(addresses, words),
        collapse=Option(
            words("collapse"),
            addresses.search(collapse=not addresses.args["collapse"]),
            bool(addresses.args["collapse"]),
        ),
        pages=page_numbers(found, addresses, words),
        previous=addresses.search(page=min(found.page - 1, max(found.pages, 1))) if found.page > 1 else None,
        next=addresses.search(page=found.page + 1) if found.page < found.pages else None,
        did_you_mean=Option(better, addresses.search(q=better)) if better else None,
        helps=helps(found, on, addresses, words) if not found.hits else (),
        notices=found.query.warnings,
        read_as=found.query.read_as if _reads_otherwise(found) else None,
    )


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


def reason(why: Why, words: Words) -> str:
    """Why an article matched, in words."""
    if why.level == "root":
        return words("from_root", term=why.term, root=why.as_.lstrip("√"))
    return why.term if why.as_ == why.term else words("as_parts", term=why.term, parts=why.as_)


def ladder(found: Results, addresses: Addresses, words: Words) -> tuple[Option, ...]:
    """The rungs with their counts; none where there are no words to match."""
    if not addresses.args["q"] or not any(found.ladder.values()):
        return ()
    return tuple(
        Option(
            words(f"ladder_{layer}"),
            addresses.search(match=layer),
            found.query.match == layer,
            found.ladder.get(layer, 0),
            words(f"ladder_{layer}_help"),
        )
        for layer in LAYERS
    )


def sorts(addresses: Addresses, words: Words) -> tuple[Option, ...]:
    """The orders. Without words nothing is more relevant than another: the newest come first then anyway."""
    asked = addresses.args["sort"]
    if addresses.args["q"]:
        return tuple(Option(words(f"sort_{one}"), addresses.search(sort=one), asked == one) for one in SORTS)
    return tuple(
        Option(words(f"sort_{one}"), addresses.search(sort=one), (asked == "oldest") == (one == "oldest"))
        for one in SORTS[1:]
    )


def chart(found: Results, addresses: Addresses, words: Words) -> Chart | None:
    """The chart over time; None where it would show nothing."""
    months = found.facets.get("month", ())
    years = {bucket.value: bucket.count for bucket in found.facets.get("year", ())} or None
    selected = {bucket.value for bucket in months if bucket.selected}
    counts = {bucket.value: bucket.count for bucket in months if bucket.count}
    picture = histogram(counts, years, selected=selected, right_to_left=words.direction == "rtl")
    if picture is None:
        return None
    bars = tuple(_bar_view(bar, picture, addresses, words) for bar in picture.bars)
    return Chart(
        picture,
        bars,
        tuple(words.digits(str(year)) for year in _labelled(picture.years)),
        next((_undated(b.count, b.selected, addresses, words) for b in months if b.value == "undated"), None),
    )


def page_numbers(found: Results, addresses: Addresses, words: Words) -> tuple[Option | None, ...]:
    """The numbers to page by: the first, the last, those around; None for a gap."""
    around = range(found.page - PAGES_AROUND, found.page + PAGES_AROUND + 1)
    numbers = sorted({1, found.pages, *around} & set(range(1, found.pages + 1)))
    shown: list[Option | None] = []
    before = 0
    for number in numbers:
        if number > before + 1:
            shown.append(None)
        shown.append(Option(words.number(number), addresses.search(page=number), number == found.page))
        before = number
    return tuple(shown) if len(numbers) > 1 else ()


def helps(found: Results, on: tuple[Filter, ...], addresses: Addresses, words: Words) -> tuple[Option, ...]:
    """What to try where nothing is shown."""
    if found.total:
        return (Option(words("to_last_page"), addresses.search(page=found.pages)),)
    options = []
    for layer in LAYERS:
        wider = found.ladder.get(layer, 0)
        if wider and LAYERS.index(layer) > LAYERS.index(found.query.match):
            options.append(Option(words(f"help_{layer}"), addresses.search(match=layer), count=wider))
    options += [Option(words("help_without", filter=one.text), one.url) for one in on]
    if len(on) > 1:
        options.append(Option(words("help_remove_all"), addresses.without_filters()))
    return tuple(options)


def web_address(url: str | None) -> str | None:
    """``url`` where a browser may follow it: http or https, with a host."""
    if not url:
        return None
    try:
        parts = urlsplit(url.strip())
        return url.strip() if parts.scheme in ("http", "https") and parts.hostname else None
    except ValueError:
        return None


def _bar_view(bar: Bar, picture: Histogram, addresses: Addresses, words: Words) -> BarView:
    label = words("bar", period=_period(bar.period, words), count=words.count("articles", bar.count))
    days = value_of(picture.unit, bar.period)
    if picture.unit == "year":  # shows the months of the year
        return BarView(bar, label, addresses.search(from_=days, to=days, date=None))
    toggle = addresses.removing if bar.selected else addresses.adding
    return BarView(bar, label, toggle("date", days))


def _period(period: str, words: Words) -> str:
    return period_words(value_of("month", period), words)


def _labelled(years: tuple[int, ...]) -> tuple[int, ...]:
    """The years whose names have room: all, or the first and the last."""
    return years if len(years) <= YEARS_LABELLED else (years[0], years[-1])


def _undated(count: int, selected: bool, addresses: Addresses, words: Words) -> Option:
    value = value_of("month", "undated")
    url = addresses.removing("date", value) if selected else addresses.adding("date", value)
    return Option(words.count("undated_articles", count), url, selected, count)


def _reads_otherwise(found: Results) -> bool:
    """True where the reading of the query would tell its author something."""
    asked = " ".join(found.query.q.split())
    return bool(asked) and found.query.read_as not in ("", asked)


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
