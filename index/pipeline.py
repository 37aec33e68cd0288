"""
The steps from a record to an article, in order.

    RawDocument → text (HTML only) → parts → date → actors → fingerprint → Article

- each step is a function of the draft the steps before it left; nothing is read or written besides
- what the source says beside the text wins over what a page says of itself, and that over what the text says
- a record that cannot become an article raises RejectedRecord with a stable reason: ``no_text``, ``too_long``,
  ``title_too_long``

>>> from index.actors.gazetteer import Gazetteer
>>> raw = RawDocument("وصل وزير الخارجية الروسي سيرجي لافروف إلى دمشق.", url="https://news.example/2025/08/01/a")
>>> understand(raw, Gazetteer.load("seeds/actors.csv")).published.iso
'2025-08-01'
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from index.actors.gazetteer import Gazetteer
from index.actors.tagger import tag
from index.analysis.analyzer import analyze
from index.analysis.token import Token
from index.article import UNDATED, Actor, Article, Mention, PublishedDate, RawDocument
from index.assemble import Parts, split
from index.dates import published
from index.duplicates import Fingerprint, fingerprint
from index.errors import RejectedRecord
from index.extraction import Extracted, extract
from index.identity import article_id, is_web_address
from index.zones_credits import Credit, read_credit

NO_PAGE = Extracted()
MAX_CHARS = 1_000_000
MAX_TITLE_CHARS = 1_000  # the longest headlines have 250; beyond, a field was mixed up with another
MAX_NAME_CHARS = 300  # of a source, section or author; what is longer is a text that came into the wrong field
MAX_URL_CHARS = 4_000  # browsers and servers open no longer ones
HEAD_CHARS = 2_000  # of the text, where it may say when it was published


@dataclass(frozen=True, slots=True)
class Draft:
    """A record on its way to an article; each step fills in what it finds out."""

    raw: RawDocument
    gazetteer: Gazetteer
    max_chars: int = MAX_CHARS
    page: Extracted = NO_PAGE
    parts: Parts | None = None
    published: PublishedDate = UNDATED
    tokens: tuple[Token, ...] = ()  # of the body: analysed once, for actors and fingerprint
    mentions: tuple[Mention, ...] = ()
    actors: tuple[Actor, ...] = ()
    fingerprint: Fingerprint | None = None

    @property
    def found(self) -> Parts:
        """The parts; only asked for after they were found."""
        assert self.parts is not None
        return self.parts

    @property
    def url(self) -> str | None:
        """The article's address. Only http and https: it becomes a link."""
        given = (self.raw.url or self.page.url_canonical or "").strip()
        return given if len(given) <= MAX_URL_CHARS and is_web_address(given) else None


def take_text(draft: Draft) -> Draft:
    """The text and what the page says of itself, out of HTML; a plain text as it is."""
    raw = draft.raw
    page = extract(raw.content, raw.url) if raw.format == "html" else Extracted(text=raw.content)
    if len(page.text) > draft.max_chars:
        message = f"the text has {len(page.text):,} characters; the most accepted is {draft.max_chars:,}"
        raise RejectedRecord("too_long", message, "body")
    return replace(draft, page=page)


def find_parts(draft: Draft) -> Draft:
    """Title, body and credits, apart from noise. A title known already is not looked for."""
    parts = split(draft.page.text, draft.raw.title or draft.page.title)
    if not parts.body:
        empty = not draft.page.text.strip()
        message = "there is no text in it" if empty else "no text is left without menus, links and repetitions"
        raise RejectedRecord("no_text", message, "body")
    if len(parts.title) > MAX_TITLE_CHARS:
        message = f"the title has {len(parts.title):,} characters; the most accepted is {MAX_TITLE_CHARS:,}"
        raise RejectedRecord("title_too_long", message, "title")
    return replace(draft, parts=parts)


def find_date(draft: Draft) -> Draft:
    """When it was published, from all that says so."""
    raw, page, parts = draft.raw, draft.page, draft.found
    said = raw.published or (page.published_raw if page.published_origin == "metadata" else None)
    shown = page.published_raw if page.published_origin == "dateline" else None
    today = date.today()
    known = published(said, draft.url, shown or parts.date_line_raw, parts.body[:HEAD_CHARS], today=today)
    canonical = page.url_canonical or ""
    if known.value is None and canonical != draft.url and is_web_address(canonical):
        in_canonical = published(None, canonical, None, "", today=today)  # a feed's address may have no date
        known = in_canonical if in_canonical.value else known
    return replace(draft, published=known)


def find_actors(draft: Draft) -> Draft:
    """Who is named in title and body. A derived title is the body's own first sentence and counts once."""
    parts = draft.found
    title = "" if parts.title_origin == "derived" else parts.title
    tokens = analyze(parts.body)
    mentions, actors = tag(title, parts.body, draft.gazetteer, body_tokens=tokens)
    return replace(draft, tokens=tuple(tokens), mentions=mentions, actors=actors)


def take_fingerprint(draft: Draft) -> Draft:
    """By what its copies will be found, when it is stored."""
    return replace(draft, fingerprint=fingerprint(draft.found.title, [token.word for token in draft.tokens]))


Step = Callable[[Draft], Draft]
# The order is important: noise must be gone before dates and actors are looked for.
STEPS: tuple[Step, ...] = (take_text, find_parts, find_date, find_actors, take_fingerprint)


@dataclass(frozen=True, slots=True)
class Understood:
    """A record, the article it became, and the fingerprint of its text."""

    raw: RawDocument
    article: Article
    fingerprint: Fingerprint


@dataclass(frozen=True, slots=True)
class Pipeline:
    """The steps, with what they need to know."""

    gazetteer: Gazetteer
    max_chars: int = MAX_CHARS

    @classmethod
    def open(cls, gazetteer: str | Path, max_chars: int = MAX_CHARS) -> Pipeline:
        """A pipeline with the actors of a file. Raises GazetteerError."""
        return cls(Gazetteer.load(gazetteer), max_chars)

    def run(self, raw: RawDocument) -> Understood:
        """Take ``raw`` through all steps. Raises RejectedRecord."""
        draft = Draft(raw, self.gazetteer, self.max_chars)
        for step in STEPS:
            draft = step(draft)
        assert draft.fingerprint is not None
        return Understood(raw, _article(draft), draft.fingerprint)

    def article(self, raw: RawDocument) -> Article:
        """The article that ``raw`` becomes. Raises RejectedRecord."""
        return self.run(raw).article


def understand(raw: RawDocument, gazetteer: Gazetteer) -> Article:
    """The article that ``raw`` becomes, with the actors of ``gazetteer``. Raises RejectedRecord."""
    return Pipeline(gazetteer).article(raw)


def _article(draft: Draft) -> Article:
    raw, page, parts = draft.raw, draft.page, draft.found
    id = article_id(draft.url, parts.title, parts.body)
    written = read_credit(page.author or "") or Credit(page.author)  # «حسام أبو العلا - القاهرة», «أبوظبي - البيان»
    return Article(
        id=id,
        title=parts.title,
        title_origin=parts.title_origin,
        body=parts.body,
        lead=parts.lead,
        kicker=parts.kicker,
        url=draft.url,
        source=_said(raw.source, page.source, written.source, parts.source),
        section=_said(raw.section, page.section, parts.section),
        byline=_said(raw.author, written.byline, parts.byline),
        published=draft.published,
        actors=draft.actors,
        mentions=draft.mentions,
        zones=parts.zones,
        story=id,
        extra=raw.extra,
    )


def _said(*sayings: str | None) -> str | None:
    """The first of ``sayings`` that says something and can be a name, on one line."""
    lines = (" ".join(said.split()) for said in sayings if said)
    return next((line for line in lines if 0 < len(line) <= MAX_NAME_CHARS), None)
