"""Small records for engine tests: words are their own stems unless the table says otherwise."""

from __future__ import annotations

from datetime import date

from index.article import PublishedDate
from index.schema import Record, period
from search.query import Term

# word: (stem, root)
FORMS = {
    "كتاب": ("كتاب", "كتب"),
    "الكتاب": ("كتاب", "كتب"),
    "وكتاب": ("كتاب", "كتب"),
    "كاتب": ("كاتب", "كتب"),
    "مكتب": ("مكتب", "كتب"),
    "مدرسه": ("مدرس", "درس"),
    "المدرسه": ("مدرس", "درس"),
    "درس": ("درس", "درس"),
    "سوريا": ("سوري", ""),
    "بسوريا": ("سوري", ""),
    "سوريه": ("سوري", ""),
    "في": ("في", ""),
    "من": ("من", ""),
    "بيت": ("بيت", "بيت"),
    "شارع": ("شارع", "شرع"),
    "الشرع": ("الشرع", ""),
    "2024": ("2024", ""),
}
STOPS = {"في", "من"}
WORDS = tuple(FORMS)


def term(word: str, field: str | None = None) -> Term:
    """A query term."""
    stem, root = FORMS.get(word, (word, ""))
    return Term(word, stem, root, field, word in STOPS)  # type: ignore[arg-type]


def layers(text: str) -> dict[str, tuple[str, ...]]:
    """The layers of a text of known words."""
    words = text.split()
    return {
        "word": tuple(words),
        "stem": tuple(FORMS.get(w, (w, ""))[0] for w in words),
        "root": tuple(FORMS.get(w, (w, ""))[1] for w in words),
    }


def record(
    id: str,
    title: str = "",
    body: str = "",
    *,
    source: str = "",
    section: str = "",
    actors: tuple[str, ...] = (),
    day: str = "",
    story: str = "",
) -> Record:
    """A record; ``day`` is YYYY, YYYY-MM or YYYY-MM-DD."""
    published = PublishedDate()
    if day:
        full = {4: f"{day}-01-01", 7: f"{day}-01", 10: day}[len(day)]
        published = PublishedDate(date.fromisoformat(full), {4: "year", 7: "month", 10: "day"}[len(day)], "text")  # type: ignore[arg-type]
    days = period(published)
    lead = " ".join(body.split()[:4])
    return Record(
        id=id,
        terms={"title": layers(title), "lead": layers(lead), "body": layers(body)},  # type: ignore[dict-item]
        source=source,
        section=section,
        actors=actors,
        first_day=days[0] if days else None,
        last_day=days[1] if days else None,
        month=(published.iso or "")[:7],
        year=(published.iso or "")[:4],
        story=story or id,
    )
