"""
HTML markup to plain paragraphs, without judging what is the article: for fragments, and where extraction fails.

- block elements and <br> end a line; other elements do not
- scripts, styles, forms and what a browser does not show are left out
- the walk is a loop, not a recursion, so no depth of nesting can break it

>>> paragraphs(parse("<p>فقرة <b>أولى</b></p><p>فقرة ثانية"))
['فقرة أولى', 'فقرة ثانية']
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape, unescape

from lxml import etree, html  # type: ignore[import-untyped]

_BLOCKS = """
    address article aside blockquote body br caption center dd details div dl dt fieldset figcaption figure footer form
    h1 h2 h3 h4 h5 h6 header hr html legend li main nav ol p pre section summary table tbody td tfoot th thead title tr
    ul
"""
BLOCKS = frozenset(_BLOCKS.split())
UNSEEN = frozenset(
    {"script", "style", "noscript", "template", "head", "iframe", "object", "svg", "math", "select", "button"}
)

MAX_TAG_CHARS = 8_192  # longer tags lose their attributes: a parser compares each attribute with all before it

# What XML cannot hold, and a parser would stop at.
_INVALID = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_DECLARATION = re.compile(r"^\s*+<\?xml[^>]*+>")
# One tag with its quoted values. Linear on any input: it is possessive, and a tag that never ends is one to the end of
# the text, so that no part of it is tried again.
_TAG = re.compile(r"<([a-zA-Z][a-zA-Z0-9:-]*+)(?:=\s*+\"[^\"]*+\"|=\s*+'[^']*+'|[^>=]++|=)*+(?:>|\Z)")
_OPENING = re.compile(r"<(?:!--|script\b|style\b|[a-z])", re.I)
_CLOSING = {"<!--": "-->", "<script": "</script", "<style": "</style"}
_ANY_TAG = re.compile(r"</?([a-zA-Z][a-zA-Z0-9]*+)?[^<>]*+>")


def parse(markup: str) -> html.HtmlElement | None:
    """The tree of ``markup``, however broken; None when there is nothing in it. Never fetches anything.

    Markup nested deeper than the parser goes comes back flat: one ``body`` of paragraphs.
    """
    text = _without_giant_tags(_DECLARATION.sub("", _INVALID.sub("", markup)))
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
    tree = _parsed(text, parser)
    if any("depth" in entry.message for entry in parser.error_log):
        return _parsed(_flattened(text), parser)
    return tree


def _parsed(text: str, parser: html.HTMLParser) -> html.HtmlElement | None:
    if not text.strip():
        return None
    try:
        return html.document_fromstring(text.encode("utf-8"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return None


def _without_giant_tags(text: str) -> str:
    """``text`` in which no tag is long enough to make a parser slow; scripts, styles and comments stay."""
    if not any(len(tag[0]) > MAX_TAG_CHARS for tag in _TAG.finditer(text)):
        return text
    parts: list[str] = []
    at = 0
    for start, end, opening in _pieces(text):
        tag = _TAG.match(text, start) if opening not in _CLOSING else None
        if tag and end - start > MAX_TAG_CHARS:
            parts += [text[at:start], f"<{tag[1]}>"]
            at = end
    return "".join([*parts, text[at:]])


def _flattened(text: str) -> str:
    """The paragraphs of ``text`` without its structure, read from its tags alone."""
    parts: list[str] = []
    at = 0
    for start, end, opening in _pieces(text):
        if opening in _CLOSING:
            parts.append(text[at:start])
            at = end
    plain = _ANY_TAG.sub(lambda tag: "\n" if (tag[1] or "").lower() in BLOCKS else " ", "".join([*parts, text[at:]]))
    lines = (" ".join(line.split()) for line in unescape(plain).split("\n"))
    return "<body>" + "".join(f"<p>{escape(line)}</p>" for line in lines if line) + "</body>"


def _pieces(text: str) -> Iterator[tuple[int, int, str]]:
    """Where each tag, script, style and comment of ``text`` begins and ends, and what it opens with."""
    at = 0
    while match := _OPENING.search(text, at):
        opening = match[0].lower()
        closing = _CLOSING.get(opening)
        if closing is None:
            tag = _TAG.match(text, match.start())
            at = tag.end() if tag else match.end()
        else:
            close = re.compile(re.escape(closing), re.I).search(text, match.end())
            at = close.end() if close else len(text)
        yield match.start(), at, opening


def short_text(element: html.HtmlElement, limit: int) -> str:
    """The text in ``element`` on one line; no more of it is read than shows that it is longer than ``limit``."""
    parts: list[str] = []
    count = 0
    for part in element.itertext():
        parts.append(part)
        count += len(part.strip())
        if count > limit:
            break
    return " ".join("".join(parts).split())


def paragraphs(tree: html.HtmlElement, skip: frozenset[str] = frozenset()) -> list[str]:
    """The lines of text that a browser would show, elements named in ``skip`` left out."""
    left_out = UNSEEN | skip
    parts: list[str] = []
    skipped: etree._Element | None = None
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        if event == "start":
            if skipped is None and element.tag in left_out:
                skipped = element
            if skipped is None:
                parts.append("\n" if element.tag in BLOCKS else "")
                parts.append(_flat(element.text))
            continue
        if skipped is None:
            parts.append("\n" if element.tag in BLOCKS else "")
        elif element is skipped:
            skipped = None
        if skipped is None and element is not tree:
            parts.append(_flat(element.tail))
    lines = (" ".join(line.split()) for line in "".join(parts).split("\n"))
    return [line for line in lines if line]


def _flat(text: str | None) -> str:
    """``text`` with its line breaks, which mean nothing in HTML, as spaces."""
    return re.sub(r"\s+", " ", text) if text else ""
