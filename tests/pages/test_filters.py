"""
Filters beside the results: each counts what it leads to, is told, and can be taken off.
"""

from __future__ import annotations

from urllib.parse import unquote

import pytest
from flask.testing import FlaskClient

from tests.support.pages import get, href, query, total
from tests.support.tree import plain, select, texts


@pytest.mark.parametrize("name", ["actor", "source", "section", "date"])
def test_a_value_adds_what_it_counts(client: FlaskClient, name: str) -> None:
    """Choosing a value gives as many results as stand beside it; choosing it again takes it off."""
    before = get(client, "/?q=لافروف")
    for value in select(before, f"#facet-{name} .value"):
        (pick,) = select(value, ".pick")
        count = int(select(value, ".count")[0].text_content())
        page = get(client, pick.get("href"))
        assert total(page) == count, unquote(pick.get("href"))
        assert texts(page, ".chip.on")[0].endswith(plain(select(value, ".name")[0].text_content())), (
            "told as it was called"
        )
        chosen = select(page, f"#facet-{name} .value.selected .pick")
        assert chosen and chosen[0].get("aria-current") == "true"
        assert total(get(client, chosen[0].get("href"))) == total(before)


@pytest.mark.parametrize("name", ["actor", "source"])
def test_a_value_can_be_excluded(client: FlaskClient, name: str) -> None:
    """Excluding leaves the rest, tells so, and can be taken back."""
    before = get(client, "/?q=لافروف")
    value = select(before, f"#facet-{name} .value")[0]
    count = int(select(value, ".count")[0].text_content())
    page = get(client, select(value, ".exclude")[0].get("href"))
    assert total(page) == total(before) - count
    assert texts(page, ".chip.excluded")[0].startswith("من دون")
    assert total(get(client, href(page, ".chip.excluded"))) == total(before)


def test_a_value_is_either_chosen_or_excluded(client: FlaskClient) -> None:
    """Excluding what is chosen takes the choice off."""
    page = get(client, "/?q=لافروف&actor=russia&actor=syria")
    assert len(select(page, ".value.selected")) == 2
    excluded = get(client, "/?q=لافروف&exclude.actor=russia")
    again = next(
        select(value, ".pick")[0].get("href")
        for value in select(get(client, "/?q=لافروف"), "#facet-actor .value")
        if "روسيا" in value.text_content()
    )
    assert "exclude.actor" not in query(again)
    assert select(excluded, ".chip.excluded")


def test_every_filter_is_told_and_removable(client: FlaskClient) -> None:
    """Each kind of filter has a chip whose link leaves only itself out."""
    url = (
        "/?q=لافروف&actor=russia&source=موقع المدى&section=سياسة&date=2025-02&date=undated"
        "&from=2024&to=2025-11&exclude.actor=israel&exclude.source=إذاعة الساحل"
    )
    chips = select(get(client, url), ".chip.on")
    assert [plain(chip.text_content()) for chip in chips] == [
        "روسيا",
        "المصدر: موقع المدى",
        "القسم: سياسة",
        "شباط/فبراير ٢٠٢٥",
        "بلا تاريخ",
        "من دون إسرائيل",
        "من دون المصدر إذاعة الساحل",
        "من ١ كانون الثاني/يناير ٢٠٢٤ إلى ٣٠ تشرين الثاني/نوفمبر ٢٠٢٥",
    ]
    for chip in chips:
        left = {plain(one.text_content()) for one in select(get(client, chip.get("href")), ".chip.on")}
        assert left == {plain(one.text_content()) for one in chips} - {plain(chip.text_content())}


def test_the_form_of_dates_keeps_the_search(client: FlaskClient) -> None:
    """What else was asked for is carried along; the page is not."""
    (form,) = select(get(client, "/?q=لافروف&actor=russia&sort=newest&page=2&from=2024-03-01"), "form.period")
    fields = {one.get("name"): one.get("value") for one in select(form, "input")}
    assert fields == {"q": "لافروف", "actor": "russia", "sort": "newest", "from": "2024-03-01", "to": ""}


def test_a_new_query_keeps_the_filters(client: FlaskClient) -> None:
    """The box carries filters, rung and order along."""
    (form,) = select(get(client, "/?q=لافروف&match=root&exclude.source=موقع المدى&page=2&lang=en"), "form.search")
    hidden = {one.get("name"): one.get("value") for one in select(form, "input[type=hidden]")}
    assert hidden == {"match": "root", "exclude.source": "موقع المدى", "lang": "en"}


def test_the_chart_leads_to_its_months(client: FlaskClient) -> None:
    """Every bar names its period and count, and leads to them."""
    page = get(client, "/?q=لافروف")
    bars = select(page, ".chart svg a")
    assert bars
    for bar in bars:
        label = plain(bar.get("aria-label"))
        assert plain(select(bar, "title")[0].text_content()) == label
        there = get(client, bar.get("href"))
        assert texts(there, ".total")[0] == label.partition(": ")[2]
        assert select(there, ".chart a[aria-current]")
        assert texts(there, ".chip.on")[0] == label.partition(":")[0]


def test_more_values_are_folded_and_all_can_be_asked_for(client: FlaskClient) -> None:
    """A long list shows its largest values first."""
    page = get(client, "/?q=")
    months = select(page, "#facet-date .values")[1]
    assert len(select(months, ".value")) == 6
    assert len(select(page, "#facet-date details .value")) > 6
