"""
A page as a tree, asked by the few CSS selectors that tests need.

Known are tag, #id, .class, [name], [name=value], [name^=value], [name*=value], descendants (a space) and
alternatives (a comma); anything else is refused, so no test passes by asking for nothing.

>>> [found.get("id") for found in select(parse("<p class='a b' id=x>1</p>"), "p.b")]
['x']
"""

from __future__ import annotations

import re
from functools import cache

from lxml import html
from lxml.html import HtmlElement

_PART = re.compile(
    r"(?P<tag>^[a-z][a-z0-9]*)|#(?P<id>[\w-]+)|\.(?P<class>[\w-]+)"
    r"|\[(?P<name>[\w-]+)(?:(?P<op>[\^*]?=)['\"]?(?P<value>[^\]'\"]*)['\"]?)?\]"
)


def parse(text: str) -> HtmlElement:
    """The document in ``text``."""
    return html.document_fromstring(text)


def select(element: HtmlElement, selector: str) -> list[HtmlElement]:
    """What ``selector`` selects within ``element``, in the order of the document."""
    found = element.xpath(_xpath(selector))
    assert isinstance(found, list)
    return found


def only(element: HtmlElement, selector: str) -> HtmlElement:
    """The only element that ``selector`` selects; an assertion where there are none or several."""
    found = select(element, selector)
    assert len(found) == 1, f"{selector}: {len(found)} found"
    return found[0]


def plain(text: str) -> str:
    """``text`` as it is read: white space folded, marks of direction left out."""
    return " ".join(re.sub("[\u2066-\u2069]", "", text).split())


def texts(element: HtmlElement, selector: str) -> list[str]:
    """The texts of what ``selector`` selects."""
    return [plain(found.text_content()) for found in select(element, selector)]


@cache
def _xpath(selector: str) -> str:
    paths = []
    for alternative in selector.split(","):
        steps = [_step(compound) for compound in alternative.split()]
        paths.append(".//" + "//".join(steps))
    return " | ".join(paths)


def _step(compound: str) -> str:
    tag, tests, at = "*", "", 0
    while at < len(compound):
        match = _PART.match(compound[at:]) if at == 0 else _PART.match(compound, at)
        assert match and match.end() > match.start(), f"a selector not known here: {compound}"
        at += match.end() if at == 0 else match.end() - at
        given = match.groupdict()
        if given["tag"]:
            tag = given["tag"]
        elif given["id"]:
            tests += f"[@id={_quoted(given['id'])}]"
        elif given["class"]:
            tests += f"[contains(concat(' ', normalize-space(@class), ' '), {_quoted(' ' + given['class'] + ' ')})]"
        else:
            tests += _attribute(given["name"], given["op"], given["value"])
    return tag + tests


def _attribute(name: str, op: str | None, value: str | None) -> str:
    if op is None:
        return f"[@{name}]"
    text = _quoted(value or "")
    return {
        "=": f"[@{name}={text}]",
        "^=": f"[starts-with(@{name}, {text})]",
        "*=": f"[contains(@{name}, {text})]",
    }[op]


def _quoted(text: str) -> str:
    assert "'" not in text
    return f"'{text}'"
