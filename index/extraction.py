"""
An HTML page to an article: its text in paragraphs, and what the page says of title, author, source, date, section.

- trafilatura finds the main text; where a page holds more of it than was found (its own JSON-LD, a lead in a box
  of its own, or text outside any article) that is added or used instead
- a fragment, such as the content of a feed item, is all text: nothing is left out of it
- metadata comes from `index.page_metadata`; the date is handed on as written, with where it was found
- nothing is fetched, and nothing a page contains makes this fail: at worst the text is ""

>>> extract("<p>انطلقت القمة.</p><p>وحضرها الوزراء.</p>").text
'انطلقت القمة.\\n\\nوحضرها الوزراء.'
"""

from __future__ import annotations

import logging
import re
import warnings
from dataclasses import dataclass
from typing import Literal

from lxml import html  # type: ignore[import-untyped]

from index.encoding import clean
from index.html_text import paragraphs, parse, short_text
from index.page_metadata import Metadata, read_metadata

PublishedOrigin = Literal["metadata", "dateline", "none"]

# Parts of a page that are never its article; used only where trafilatura finds no text at all.
FURNITURE = frozenset({"nav", "header", "footer", "aside", "form", "figcaption"})
# A page's own statement of its text is preferred when it is this much longer than what was found.
STATED_RATIO = 1.5
# Trees beyond these sizes are not judged but read in order: judging them takes minutes or deep recursion.
MAX_ELEMENTS = 20_000
LEAD_PREFIX = 40  # characters of the description by which a lead is recognised
MAX_LEAD_CHARS = 1_500
MAX_DATE_CHARS = 60

_FULL_PAGE = re.compile(r"<(?:!doctype|html|head|body)\b", re.I)
_BLOCK = re.compile(r"<(?:p|br|div|li|tr|h[1-6]|blockquote|section|article|pre)\b", re.I)
_DATE_CLASS = re.compile(
    r"(?i)(?:publish|post|article|news|story|entry|item)[\w-]*?(?:date|time)|\bdate(?:line|time)?\b|تاريخ"
)
_YEAR = re.compile(r"(?:19|20)\d\d|[١٢][٠-٩]{3}|[۱۲][۰-۹]{3}")
# The last paragraphs of a page: one of the first, or two of the second, and it is not the article any more.
_CLOSING = re.compile(
    r"(?:جميع|كل|كافة) الحقوق محفوظة|حقوق النشر محفوظة"
    r"|لا تعبر (?:بالضرورة )?عن (?:رأي|وجهة نظر) (?:ال)?(?:موقع|صحيفة|شبكة|كاتب)"
)
_HOUSE_RULES = re.compile(
    r"التعليقات|تعليقك|سياسة الخصوصية|(?:شروط|اتفاقية|إرشادات) (?:ال)?استخدام|النشرة البريدية"
    r"|تابعونا على|تابعنا على|حمل التطبيق"
)

for _name in ("trafilatura", "htmldate", "courlan", "justext", "readability"):
    logging.getLogger(_name).setLevel(logging.CRITICAL)


@dataclass(frozen=True, slots=True)
class Extracted:
    """An article as a page presents it; None or "" where the page does not say.

    ``text`` has a blank line between paragraphs. ``published_raw`` is the date as written; ``published_origin``
    says whether metadata or a date line shown on the page gave it; the date in an address is for `index.dates`.
    """

    text: str = ""
    title: str | None = None
    author: str | None = None
    source: str | None = None
    section: str | None = None
    url_canonical: str | None = None
    published_raw: str | None = None
    published_origin: PublishedOrigin = "none"


def extract(markup: str, url: str | None = None) -> Extracted:
    """The article in ``markup``. ``url`` is where it came from, used where the page does not say."""
    tree = parse(clean(markup))
    if tree is None:
        return Extracted(url_canonical=url)
    if not _FULL_PAGE.search(markup[:4096]):
        return Extracted(text="\n\n".join(_fragment(markup, tree)), url_canonical=url)
    said = read_metadata(tree, markup)
    lines = _without_closing(_without_title(_main_text(tree, said), said.title))
    raw, origin = _published(tree, said)
    return Extracted(
        text="\n\n".join(lines),
        title=said.title,
        author=said.author,
        source=said.source,
        section=said.section,
        url_canonical=said.url or url,
        published_raw=raw,
        published_origin=origin,
    )


def _fragment(markup: str, tree: html.HtmlElement) -> list[str]:
    """All text of a fragment. Where nothing marks paragraphs, its line breaks do: text with a <b> in it."""
    if not _BLOCK.search(markup):
        lined = parse(clean(markup).replace("\n", "<br>"))
        return paragraphs(lined) if lined is not None else []
    return paragraphs(tree)


def _main_text(tree: html.HtmlElement, said: Metadata) -> list[str]:
    lines = _judged(tree)
    stated = _stated(said)
    whole, part = _squeeze("".join(stated)), _squeeze("".join(lines))
    # The same text with its paragraphs is better than without: trafilatura joins those of JSON-LD.
    if len(whole) > STATED_RATIO * len(part) or (len(stated) > len(lines) and part in whole):
        return stated
    if not lines:
        return paragraphs(tree, FURNITURE)
    lead = _missing_lead(tree, lines, said.summary)
    return [lead, *lines] if lead else lines


def _judged(tree: html.HtmlElement) -> list[str]:
    """What trafilatura takes for the article."""
    if sum(1 for _ in tree.iter()) > MAX_ELEMENTS:
        return []
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            import trafilatura  # here, because it is slow to import and most records are plain text

            found = trafilatura.bare_extraction(tree, include_comments=False, include_tables=False, fast=True)
    except Exception:  # a page nobody has met yet must not stop an intake; what is left is the plain reading
        logging.getLogger(__name__).warning("main text not found, page read plainly", exc_info=True)
        return []
    text = getattr(found, "text", None) or ""
    return [line for line in (" ".join(part.split()) for part in text.split("\n")) if line]


def _stated(said: Metadata) -> list[str]:
    """The text as JSON-LD states it, which may itself be HTML."""
    if not said.text:
        return []
    body = said.text
    tree = parse(re.sub(r"\n+", "<br>", body)) if "<" in body or "&" in body else None
    lines = paragraphs(tree) if tree is not None else body.split("\n")
    return [line for line in (" ".join(part.split()) for part in lines) if line]


def _missing_lead(tree: html.HtmlElement, lines: list[str], summary: str | None) -> str | None:
    """A first paragraph outside the body: an element that begins as the description does and is not in the text."""
    start = _squeeze(summary or "").rstrip(".…")[:LEAD_PREFIX]
    if len(start) < LEAD_PREFIX or start in _squeeze(" ".join(lines)):
        return None
    for element in tree.iter("p", "div", "h2", "h3", "strong", "section"):
        if _squeeze(short_text(element, LEAD_PREFIX * 2)).startswith(start):
            text = short_text(element, MAX_LEAD_CHARS)
            if len(text) <= MAX_LEAD_CHARS:
                return text
    return None


def _without_title(lines: list[str], title: str | None) -> list[str]:
    return lines[1:] if title and lines and _squeeze(lines[0]) == _squeeze(title) else lines


def _without_closing(lines: list[str]) -> list[str]:
    """``lines`` without what the site says to its readers below every article."""
    while len(lines) > 1 and (_CLOSING.search(lines[-1]) or len(set(_HOUSE_RULES.findall(lines[-1]))) > 1):
        lines = lines[:-1]
    return lines


def _squeeze(text: str) -> str:
    return re.sub(r"[\s\u0640]+", "", text)


def _published(tree: html.HtmlElement, said: Metadata) -> tuple[str | None, PublishedOrigin]:
    if said.published:
        return said.published, "metadata"
    shown = _shown_date(tree)
    if shown:
        return shown, "dateline"
    return None, "none"


def _shown_date(tree: html.HtmlElement) -> str | None:
    """The date line shown beside the one heading of the page; None where there is none, or several that differ."""
    headings = list(tree.iter("h1"))
    if len(headings) != 1:
        return None
    around = headings[0]
    for _ in range(3):
        parent = around.getparent()
        if parent is None or parent.tag in ("body", "html"):
            break
        around = parent
        found = {_date_text(element) for element in around.iter("time", "span", "div", "p", "li", "small")} - {None}
        if len(found) == 1:
            return found.pop()
        if found:
            return None
    return None


def _date_text(element: html.HtmlElement) -> str | None:
    label = f"{(element.get('class') or '')[:100]} {(element.get('id') or '')[:100]}"
    if element.tag != "time" and not _DATE_CLASS.search(label):
        return None
    text = (element.get("datetime") or "").strip() or short_text(element, MAX_DATE_CHARS)
    return text if len(text) <= MAX_DATE_CHARS and _YEAR.search(text) and "تحديث" not in text else None
