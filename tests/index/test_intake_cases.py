"""
Golden files: what reading each file of tests/cases/intake gives, from bytes to the text of the article.

`expected.json` holds for each file what is there to see (`why`), the documents it gives and the reasons of its
rejects. A new case is a file and an entry; no code. After a change on purpose, look at what
``python tests/index/test_intake_cases.py`` prints before keeping it.
"""

import json
from pathlib import Path

import pytest

from index.extraction import extract
from index.readers import read

FOLDER = Path(__file__).parents[1] / "cases" / "intake"
CASES = json.loads((FOLDER / "expected.json").read_text("utf-8"))
FIELDS = ("title", "url", "source", "section", "author", "published")


def outcome(name):
    """The documents and rejects of one file, as in expected.json."""
    rejects = []
    documents = []
    for raw in read(FOLDER / name, rejects.append):
        found = {field: getattr(raw, field) for field in FIELDS}
        text = raw.content
        if raw.format == "html":
            page = extract(raw.content, raw.url)
            said = (page.title, page.url_canonical, page.source, page.section, page.author, page.published_raw)
            found = {field: found[field] or value for field, value in zip(FIELDS, said, strict=True)}
            text = page.text
        place = raw.origin.removeprefix(str(FOLDER / name))
        documents.append({"place": place, **{k: v for k, v in found.items() if v}, "text": text})
    return {
        "documents": documents,
        "rejects": [[reject.origin.removeprefix(str(FOLDER / name)), reject.reason] for reject in rejects],
    }


@pytest.mark.parametrize("name", CASES)
def test_golden_file(name):
    expected = CASES[name]
    assert outcome(name) == {"documents": expected["documents"], "rejects": expected["rejects"]}


def test_every_file_is_a_case():
    assert {path.name for path in FOLDER.iterdir()} - {"expected.json"} == set(CASES)


if __name__ == "__main__":
    seen = {name: {"why": case["why"], **outcome(name)} for name, case in CASES.items()}
    print(json.dumps(seen, ensure_ascii=False, indent=1))
