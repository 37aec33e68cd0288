"""
Searching as a person does it, by mouse and by keyboard, with scripts and without.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.support.tree import plain

Open = Callable[..., Page]
PHONE = (360, 780)
WITH_AND_WITHOUT = pytest.mark.parametrize("script", [True, False], ids=["with scripts", "without scripts"])


def asked(page: Page) -> dict[str, list[str]]:
    """The parameters in the address."""
    return parse_qs(urlsplit(page.url).query, keep_blank_values=True)


def told(page: Page, css: str) -> str:
    """The text of the first element that ``css`` selects."""
    return plain(page.locator(css).first.inner_text())


def test_the_script_runs(open_page: Open) -> None:
    """Else the tests with scripts would say nothing."""
    expect(open_page("/").get_by_role("combobox")).to_be_visible()
    expect(open_page("/", script=False).get_by_role("searchbox")).to_be_visible()


@WITH_AND_WITHOUT
def test_a_reader_searches_narrows_and_reads(open_page: Open, script: bool) -> None:
    """From the start page to an article, and back to where they were."""
    page = open_page("/", script=script)
    page.locator("#q").fill("محادثات")
    page.locator("form[role=search] button").click()
    expect(page).to_have_title("محادثات – باحث")
    everything = told(page, ".total")

    page.locator("#facet-source .value", has_text="موقع المدى").locator(".pick").click()
    assert asked(page)["source"] == ["موقع المدى"]
    assert told(page, ".total") != everything
    expect(page.locator(".chip.on")).to_have_text(re.compile("موقع المدى"))
    expect(page.locator(".hit").first.locator("mark").first).to_be_visible()

    page.get_by_role("link", name="التالية").click()
    assert asked(page)["page"] == ["2"]
    title = page.locator(".hit h2 a").first
    wanted = title.inner_text()
    title.click()
    expect(page.locator("h1")).to_have_text(wanted)
    expect(page.locator(".text mark").first).to_be_visible()

    page.get_by_role("link", name="عودة إلى النتائج").click()
    assert (asked(page)["page"], asked(page)["source"]) == (["2"], ["موقع المدى"])
    page.locator(".chip.on").click()
    assert "source" not in asked(page)
    assert told(page, ".total") == everything


@WITH_AND_WITHOUT
def test_excluding_and_taking_it_back(open_page: Open, script: bool) -> None:
    """A value can be left out from its row, and the chip brings it back."""
    page = open_page("/?q=لافروف", script=script)
    everything = told(page, ".total")
    row = page.locator("#facet-source .value").first
    row.hover()
    row.locator(".exclude").click()
    assert "exclude.source" in asked(page)
    expect(page.locator(".chip.excluded")).to_have_count(1)
    page.locator(".chip.excluded").click()
    assert told(page, ".total") == everything


@WITH_AND_WITHOUT
def test_the_ladder(open_page: Open, script: bool) -> None:
    """One click widens, and the count beside the rung is what comes."""
    page = open_page("/?q=الاتصال", script=script)
    root = page.locator(".ladder a").nth(2)
    count = root.locator("b").inner_text()
    root.click()
    assert asked(page)["match"] == ["root"]
    assert told(page, ".total").startswith(count)
    expect(page.locator(".ladder a").nth(2)).to_have_attribute("aria-current", "true")


@WITH_AND_WITHOUT
def test_a_bar_of_the_chart(open_page: Open, script: bool) -> None:
    """A click on a month shows the month."""
    page = open_page("/?q=محادثات", script=script)
    bar = page.locator(".chart svg a").first
    label = plain(bar.get_attribute("aria-label") or "")
    bar.click()
    assert len(asked(page)["date"]) == 1
    assert told(page, ".total") == label.partition(": ")[2]
    page.locator(".chart svg a[aria-current]").click()
    assert "date" not in asked(page)


@WITH_AND_WITHOUT
def test_a_period(open_page: Open, script: bool) -> None:
    """From one day to another, or only from one."""
    page = open_page("/?q=محادثات&sort=newest", script=script)
    page.locator("input[name=from]").fill("2024-06-01")
    page.locator("form.period button").click()
    assert (asked(page)["from"], asked(page)["sort"]) == (["2024-06-01"], ["newest"])
    expect(page.locator(".chip.on")).to_contain_text("حزيران/يونيو")
    dates = [time.get_attribute("datetime") or "" for time in page.locator(".hit time").all()]
    assert dates and min(dates) >= "2024-06-01"
    assert asked(page).get("to") in (None, [""])
    if script:
        assert "to" not in asked(page)


def test_fields_of_a_period_are_ready_after_coming_back(open_page: Open) -> None:
    """A browser shows the page as it was left, with the empty field that was kept out of the address."""
    page = open_page("/?q=محادثات")
    page.evaluate("document.querySelector('form.period').addEventListener('submit', (event) => event.preventDefault())")
    page.locator("form.period button").click()
    expect(page.locator("input[name=to]")).to_be_disabled()
    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    expect(page.locator("input[name=to]")).to_be_enabled()


@WITH_AND_WITHOUT
def test_folded_values(open_page: Open, script: bool) -> None:
    """«المزيد» unfolds, with or without a script, and keeps the focus of who pressed it."""
    page = open_page("/?q=", script=script)
    more = page.locator("#facet-date details.more")
    expect(more.locator(".value").first).to_be_hidden()
    more.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(more.locator(".value").first).to_be_visible()
    expect(more.locator("summary")).to_be_focused()
    page.keyboard.press("Enter")
    expect(more.locator(".value").first).to_be_hidden()


@WITH_AND_WITHOUT
def test_filters_on_a_phone(open_page: Open, script: bool) -> None:
    """Filters are one tap away, and one tap leads back."""
    page = open_page("/?q=لافروف", size=PHONE, script=script)
    expect(page.locator("#filters")).to_be_hidden()
    page.locator(".to-filters").click()
    expect(page.locator("#filters")).to_be_visible()
    page.locator("#filters .close a").click()
    expect(page.locator("#filters")).to_be_hidden()
    page.locator(".to-filters").click()
    page.locator("#facet-source .pick").first.click()
    expect(page.locator(".chip.on")).to_have_count(1)
    expect(page.locator("#filters")).to_be_hidden()
    page.goto(page.url + "#facet-source")  # where «show all values» leads
    expect(page.locator("#facet-source .pick").first).to_be_in_viewport()
    page.locator("#filters .close a").click()
    expect(page.locator("#filters")).to_be_hidden()


@WITH_AND_WITHOUT
def test_the_language_switch(open_page: Open, script: bool) -> None:
    """The same search in English, and everything after it too."""
    page = open_page("/?q=لافروف&actor=russia&page=1", script=script)
    page.locator("a.language").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    assert (asked(page)["q"], asked(page)["actor"], asked(page)["lang"]) == (["لافروف"], ["russia"], ["en"])
    page.locator(".hit h2 a").first.click()
    expect(page.get_by_role("link", name="Back to the results")).to_be_visible()
    page.locator("form[role=search] button").click()
    assert asked(page)["lang"] == ["en"]
    page.locator("a.language").click()
    expect(page.locator("html")).to_have_attribute("lang", "ar")


def test_completion_by_keyboard(open_page: Open) -> None:
    """Type, go down, press Enter: the whole word is searched."""
    page = open_page("/")
    box = page.get_by_role("combobox")
    expect(box).to_be_focused()
    box.press_sequentially("لافرو", delay=20)
    options = page.get_by_role("option")
    expect(options.first).to_be_visible()
    expect(box).to_have_attribute("aria-expanded", "true")
    box.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    expect(box).to_have_attribute("aria-activedescendant", options.first.get_attribute("id") or "")
    wanted = options.first.get_attribute("data-text") or ""
    assert "لافروف" in wanted
    expect(box).to_have_value(wanted)
    box.press("Enter")
    page.wait_for_url(lambda url: "q=" in url)
    assert asked(page)["q"] == [wanted]
    expect(page.locator(".hit").first).to_be_visible()


def test_completion_can_be_left(open_page: Open) -> None:
    """Escape closes the list and gives back what was typed; going past the end does too."""
    page = open_page("/")
    box = page.get_by_role("combobox")
    box.press_sequentially("لافرو", delay=20)
    expect(page.get_by_role("option").first).to_be_visible()
    box.press("ArrowDown")
    box.press("ArrowUp")
    expect(box).to_have_value("لافرو")
    box.press("ArrowUp")
    expect(box).not_to_have_value("لافرو")
    box.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(box).to_have_value("لافرو")
    expect(box).to_have_attribute("aria-expanded", "false")


def test_completion_by_mouse(open_page: Open) -> None:
    """A click on a suggestion searches for it."""
    page = open_page("/")
    page.get_by_role("combobox").press_sequentially("موسك", delay=20)
    option = page.get_by_role("option").first
    wanted = option.get_attribute("data-text")
    option.click()
    page.wait_for_url(lambda url: "q=" in url)
    assert asked(page)["q"] == [wanted]


def test_finding_in_a_list(open_page: Open) -> None:
    """A long list can be searched by how a name begins; the found value can be chosen, and is then shown as chosen."""
    page = open_page("/?q=")
    field = page.locator("#find-actor")
    field.fill("عراق")
    found = page.locator("#facet-actor .found-values .pick")
    expect(found.first).to_contain_text("عراقجي")
    expect(page.locator("#facet-actor .groups")).to_be_hidden()
    found.first.click()
    page.wait_for_url(lambda url: "actor=" in url)
    assert asked(page)["actor"] == ["abbas-araghchi"]
    field.fill("عراق")
    chosen = page.locator("#facet-actor .found-values .selected .pick[aria-current]")
    expect(chosen).to_have_count(1)
    expect(chosen.locator(".check .icon")).to_be_visible()
    assert plain(chosen.get_attribute("aria-label") or "") == "أزل عباس عراقجي"
    chosen.click()
    page.wait_for_url(lambda url: "actor=" not in url)


def test_the_slash_goes_to_the_box(open_page: Open) -> None:
    """«/» from anywhere but a field."""
    page = open_page("/?q=لافروف")
    page.keyboard.press("/")
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.press("/")
    expect(page.locator("#q")).to_have_value("/")


def test_the_keyboard_reaches_everything(open_page: Open) -> None:
    """The first stop skips to the results; every stop can be seen."""
    page = open_page("/?q=لافروف")
    page.keyboard.press("Tab")
    skip = page.locator("a.skip").first
    expect(skip).to_be_focused()
    assert (skip.bounding_box() or {})["height"] > 20
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()


def test_the_way_back_leads_to_the_result(open_page: Open) -> None:
    """Back from an article, the result read stands in view."""
    page = open_page("/?q=محادثات")
    last = page.locator(".hits > li").last.locator(".hit")
    mark = last.get_attribute("id")
    last.locator("h2 a").click()
    page.locator(".back a").click()
    assert page.url.endswith(f"#{mark}")
    expect(page.locator(f"#{mark}")).to_be_in_viewport()
