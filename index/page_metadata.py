"""
What a page says about its article: title, date, source, author, section, summary, address.

- the site's name is cut from both ends of a title when it is known, or when the piece names itself a site
- the site is not an author, and a company's name is a source only where the site's is not given
- an address is a whole http(s) address; a relative one is completed from another statement
- nothing is guessed: a field no element states is None

trafilatura reads these too, but on Arabic pages its author and date cannot be used: it cuts names at hyphens and
commas, puts them in "title case", and completes a date it does not find to the first of January.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from lxml import etree, html  # type: ignore[import-untyped]

from index.html_text import short_text
from index.identity import is_web_address
from index.page_statements import MAX_VALUE_CHARS, Statements

# A piece at the end of a title that holds one of these names a site, whatever else it says.
SITE_WORDS = re.compile(
    r"(?i)(?:^|\s)(?:ال)?(?:نيوز|نت|أونلاين|اونلاين|صحيفة|جريدة|وكالة|بوابة|قناة|شبكة|موقع|مجلة|راديو|إذاعة|تلفزيون|فضائية)"
    r"(?=\s|$)|\b(?:news|online|tv|agency|arabic|press)\b|[\w-]+\.(?:com|net|org|tv|news)\b"
)
_TITLE_SEPARATOR = re.compile(r"\s+[|\-–—:·•»«]+\s+|\s*[|｜]\s*")
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(\S+)\s*-->", re.I)


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a page states about its article; None where it does not."""

    title: str | None = None
    published: str | None = None
    source: str | None = None
    author: str | None = None
    section: str | None = None
    summary: str | None = None
    url: str | None = None
    text: str | None = None


def read_metadata(tree: html.HtmlElement, markup: str = "") -> Metadata:
    """The statements of a page. ``markup`` is its head before parsing, for the address a browser saved it from."""
    said = Statements(tree)
    url = _address(said, markup)
    title, affix = _title(tree, said, url)
    source = _source(said, affix)
    return Metadata(
        title=title,
        published=said.first("published"),
        source=source,
        author=_author(tree, said, {source, affix, _host_label(url)}),
        section=said.first("section"),
        summary=said.first("summary"),
        url=url,
        text=said.first("text"),
    )


def _address(said: Statements, markup: str) -> str | None:
    saved = _SAVED_FROM.search(markup[:4096])
    candidates = said.all("url") + ([saved[1]] if saved else [])
    absolute = next((url for url in candidates if is_web_address(url)), None)
    first = candidates[0] if candidates else ""
    if absolute and first.startswith("/"):
        return _joined(absolute, first) or absolute
    return absolute


def _joined(base: str, relative: str) -> str | None:
    """``relative`` as a whole address, or None where it is none, such as «//[x»."""
    try:
        joined = urljoin(base, relative)
    except ValueError:
        return None
    return joined if is_web_address(joined) else None


def _host_label(url: str | None) -> str | None:
    """The telling part of a host name: akhbarelyom of www.akhbarelyom.com."""
    labels = (urlsplit(url).hostname or "").removeprefix("www.").split(".") if url else []
    return max(labels[:-1], key=len, default=None)


def _source(said: Statements, affix: str | None) -> str | None:
    """Who published it, by name: an Arabic name before others, the one the title ends in before a company's."""
    stated = [*said.all("source"), *([affix] if affix else []), *said.all("company")]
    names = [name for name in stated if not re.match(r"https?://|www\.|@|\d", name)]
    return next((name for name in names if re.search("[\u0621-\u064a]", name)), names[0] if names else None)


def _title(tree: html.HtmlElement, said: Statements, url: str | None) -> tuple[str | None, str | None]:
    """The title without the site's name, and the name that was cut from it or from the <title>."""
    names = {
        _fold(name) for name in [*said.all("source"), *said.all("company"), *said.all("author"), _host_label(url) or ""]
    } - {""}
    headings = [short_text(h1, MAX_VALUE_CHARS) for h1 in itertools.islice(tree.iter("h1"), 10)]
    page = next((short_text(element, MAX_VALUE_CHARS) for element in tree.iter("title")), "")
    own, affix = _cut_site(page if len(page) <= MAX_VALUE_CHARS else "", names, headings)
    if affix:
        names.add(_fold(affix))
    for stated in said.all("title"):
        title, cut = _cut_site(stated, names, headings)
        if title and _fold(title) not in names:
            return title, affix or cut
    if own and _fold(own) not in names:
        return own, affix
    only = [text for text in headings if 0 < len(text) <= MAX_VALUE_CHARS and _fold(text) not in names]
    return (only[0] if only else None), affix


def _cut_site(title: str, names: set[str], headings: list[str]) -> tuple[str, str | None]:
    """``title`` without the pieces at its ends that name the site, and one such piece."""
    if any(title == heading for heading in headings):
        return title, None
    cut: str | None = None
    for _ in range(3):
        pieces = list(_TITLE_SEPARATOR.finditer(title))
        if not pieces:
            break
        head, tail = title[: pieces[-1].start()], title[pieces[-1].end() :]
        front, rest = title[: pieces[0].start()], title[pieces[0].end() :]
        if head and _names_site(tail, head, pieces[-1][0], names, headings):
            title, cut = head.strip(), tail.strip()
        elif rest and _fold(front) in names:
            title, cut = rest.strip(), front.strip()
        else:
            break
    return title, cut


def _names_site(piece: str, rest: str, separator: str, names: set[str], headings: list[str]) -> bool:
    folded = _fold(piece)
    if not folded or folded in names or rest in headings:
        return True
    few = len(piece.split()) <= 5
    if any(name in folded or folded in name for name in names if len(name) > 3 and len(folded) > 3) and few:
        return True
    return few and (bool(SITE_WORDS.search(piece)) or ("|" in separator and len(rest) > len(piece)))


def _fold(name: str) -> str:
    return re.sub(r"[\W_]+", "", name.translate(str.maketrans("أإآىة", "اااية"))).casefold()


def _author(tree: html.HtmlElement, said: Statements, not_people: set[str | None]) -> str | None:
    """Who wrote it, in the page's words; the site itself is not an author."""
    sites = {_fold(name) for name in not_people if name}
    stated = said.all("author") or list(_bylines(tree))
    for name in stated:
        name = re.sub(r"^\(\s*(.*?)\s*\)$", r"\1", name).strip(" -–|،,:")
        if name and len(name) <= 120 and "//" not in name and _fold(name) not in sites:
            return name
    return None


def _bylines(tree: html.HtmlElement) -> Iterator[str]:
    """Short visible text marked up as the author's name."""
    found = tree.xpath(
        ".//*[@rel='author' or contains(concat(' ', normalize-space(@class), ' '), ' byline ')"
        " or contains(concat(' ', normalize-space(@class), ' '), ' author-name ')"
        " or contains(concat(' ', normalize-space(@class), ' '), ' author ')]"
    )
    for element in found:
        if isinstance(element, etree._Element):
            text = short_text(element, 80)
            if 2 < len(text) <= 80:
                yield text
