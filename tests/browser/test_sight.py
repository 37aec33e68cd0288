"""
What the pages look like to eyes, screen readers and small screens: no fault that axe calls serious, nothing wider than
the window, no trick that an article plays.
"""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

Open = Callable[..., Page]
PHONE, DESKTOP = (360, 780), (1280, 900)
PAGES = {
    "start": "/?",
    "results": "/?q=لافروف&match=root&exclude.source=إذاعة الساحل",
    "everything": "/?q=&sort=newest",
    "nothing": "/?q=زقزوقية&actor=russia&from=2025",
    "misread": '/?q="وزير الخارجية',
    "no page": "/nosuch?",
    "bad value": "/?page=x",
}
SERIOUS = ("serious", "critical")


def faults(page: Page) -> list[str]:
    """What axe finds serious or critical."""
    found = Axe().run(page).response["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html'][:200]}" for one in found if one["impact"] in SERIOUS]


def article(page: Page) -> str:
    """The path of the first result."""
    return urlsplit(page.locator(".hit h2 a").first.get_attribute("href") or "").path + "?q=لافروف"


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["ar", "en"])
def test_axe_finds_nothing_serious(open_page: Open, language: str, scheme: str, size: tuple[int, int]) -> None:
    """Every kind of page, also with the filters open and the list of suggestions shown; none wider than the window."""
    page = open_page(f"/?q=لافروف&source=الإمارات 71&lang={language}", scheme=scheme, size=size)
    host = page.evaluate("location.origin")
    pages = {**PAGES, "article": article(page)}
    for name, path in pages.items():
        page.goto(f"{host}{path}&lang={language}")
        for folded in page.locator("details").all():
            folded.evaluate("one => one.open = true")
        assert not faults(page), name
        assert page.evaluate("document.documentElement.scrollWidth") <= size[0], name
    page.goto(f"{host}/?q=لافروف&lang={language}#filters")
    assert not faults(page), "filters"
    page.goto(f"{host}/?lang={language}")
    page.get_by_role("combobox").press_sequentially("لافرو", delay=20)
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("option").first).to_be_visible()
    assert not faults(page), "suggestions"


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_tricks_do_not_break_the_layout(open_page: Open, tricks: str, size: tuple[int, int]) -> None:
    """Endless words wrap, markup is text, directions stay within, and no script of an article runs."""
    page = open_page("/?q=مكيدة&page_size=100", host=tricks, size=size)
    paths = [one.get_attribute("href") or "" for one in page.locator(".hit h2 a").all()]
    assert len(paths) == 9
    for path in ["/?q=مكيدة&page_size=100", *paths, "/?q=" + "ا" * 900, "/?q=" + "W" * 900 + "&lang=en"]:
        page.goto(tricks + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= size[0], path[:80]
        assert page.title() != "broken"
        expect(page.locator("header .language")).to_be_in_viewport()


def test_long_names_of_values_wrap(open_page: Open, tricks: str) -> None:
    """A source with a name of two hundred letters stays within its column."""
    page = open_page("/?q=مكيدة", host=tricks)
    column = page.locator("#filters").bounding_box() or {}
    for row in page.locator("#filters .value .name").all():
        box = row.bounding_box()
        if box:  # not folded
            assert box["x"] >= column["x"] - 1 and box["x"] + box["width"] <= column["x"] + column["width"] + 1


def test_marks_are_ground_only(open_page: Open) -> None:
    """Bold or padding within a word would break the joining of its letters."""
    page = open_page("/?q=لافروف")
    style = page.locator(".snippet mark").first.evaluate(
        "one => { const s = getComputedStyle(one), p = getComputedStyle(one.parentElement);"
        " return [s.fontWeight === p.fontWeight, s.padding, s.margin, s.color === p.color, s.backgroundColor] }"
    )
    assert style[:4] == [True, "0px", "0px", True]
    assert style[4] != "rgba(0, 0, 0, 0)"


def test_the_fonts_are_ours(open_page: Open) -> None:
    """They load from here, for both scripts."""
    page = open_page("/?q=لافروف")
    page.evaluate("document.fonts.ready")
    loaded = page.evaluate("[...document.fonts].filter(one => one.status === 'loaded').map(one => one.family)")
    assert any("Plex" in family for family in loaded)


def test_time_runs_with_the_script(open_page: Open) -> None:
    """The earliest month stands at the right in Arabic, at the left in English."""
    for language, leftmost in (("ar", False), ("en", True)):
        page = open_page(f"/?q=محادثات&lang={language}")
        bars = page.locator(".chart svg a").all()
        first, last = ((bar.bounding_box() or {})["x"] for bar in (bars[0], bars[-1]))
        assert (first < last) is leftmost


def test_a_dot_stands_between_two_parts_of_a_line_only(open_page: Open, tricks: str) -> None:
    """Where a part begins a line, its text begins where the line begins, and the dot is cut off."""
    page = open_page("/?q=مكيدة&page_size=100", host=tricks, size=PHONE)
    firsts = page.locator(".hit .meta").evaluate_all(
        """lines => lines.flatMap(line => {
            const edge = line.getBoundingClientRect().right;
            const wrapped = [...line.children].filter((one, i, all) => !i || one.offsetTop > all[i - 1].offsetTop);
            return wrapped.map(one => Math.abs(one.querySelector("bdi").getBoundingClientRect().right - edge));
        })"""
    )
    assert len(firsts) > 9 and max(firsts) < 2
    assert set(page.locator(".hit .meta").evaluate_all("all => all.map(one => getComputedStyle(one).overflowX)")) == {
        "clip"
    }


def test_print_shows_the_text_alone(open_page: Open) -> None:
    """Paper needs no search box and no filters, but what was searched for."""
    page = open_page("/?q=لافروف", size=(794, 1123))
    page.emulate_media(media="print")
    expect(page.locator("header.top")).to_be_hidden()
    expect(page.locator(".filters")).to_be_hidden()
    expect(page.locator(".to-filters")).to_be_hidden()
    expect(page.locator(".hit").first).to_be_visible()
    assert (page.locator("h1").bounding_box() or {})["height"] > 20
