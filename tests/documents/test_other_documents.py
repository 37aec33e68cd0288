"""
What the other documents must say, and where the links of all of them lead.

- ARCHITECTURE.md: one heading for each source file, and every field of the index
- CONTRIBUTING.md: why each requirement was chosen
- CHANGELOG.md: this version
"""

from __future__ import annotations

import ast
import re

import pytest

from index.schema import FIELDS
from search.http.version import VERSION
from tests.support.documents import ARCHITECTURE, CHANGELOG, CONTRIBUTING, DOCUMENTS, ROOT, rows, section


def source_files() -> list[str]:
    """Every file with code of ours, by its path; an ``__init__.py`` that only has a docstring is none."""
    found = [
        *ROOT.glob("*.py"),
        *(path for top in ("index", "search", "benchmarks") for path in ROOT.glob(f"{top}/**/*.py")),
    ]
    return sorted(str(path.relative_to(ROOT)) for path in found if len(ast.parse(path.read_text("utf-8")).body) > 1)


@pytest.mark.parametrize("path", source_files())
def test_each_source_file_has_a_heading(path: str) -> None:
    """The heading links the file and asks the question that it answers; something is said under it."""
    match = re.search(rf"^### \[{re.escape(path)}\]\({re.escape(path)}\): (.+)\n(?!\n*#)\n*(\S.*)$", ARCHITECTURE, re.M)
    assert match, f"ARCHITECTURE.md has no heading for {path}"


def test_no_heading_is_left_of_a_file_that_is_gone() -> None:
    """Headings that link Python files link those there are, once each."""
    linked = re.findall(r"^### \[([^\]]+\.py)\]", ARCHITECTURE, re.M)
    assert sorted(linked) == source_files()


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.name)
def test_index_fields_are_documented(field) -> None:
    """Each field of the index is in the table, with its kind."""
    assert [f"`{field.name}`", field.kind] in [row[:2] for row in rows(ARCHITECTURE)]


def requirements() -> list[str]:
    """The packages pinned by hand."""
    lines = [
        line for name in ("requirements.txt", "requirements-dev.txt") for line in (ROOT / name).read_text().splitlines()
    ]
    return [line.split("==")[0] for line in lines if "==" in line]


@pytest.mark.parametrize("package", requirements())
def test_requirements_are_explained(package: str) -> None:
    """Each has a row that says why."""
    assert [row for row in rows(CONTRIBUTING) if row[0] == package and row[1]], package


def test_no_other_requirements_are_explained() -> None:
    """A package that is gone leaves no row."""
    text = section(CONTRIBUTING, "Why each dependency")
    assert sorted(row[0] for row in rows(text) if row[0] != "Package") == sorted(requirements())


def anchors(document: str) -> set[str]:
    """The names under which headings are linked."""
    headings = re.findall(r"^#+ (.+)$", re.sub(r"^```.*?^```$", "", document, flags=re.M | re.S), re.M)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_links_lead_somewhere(name: str) -> None:
    """Each relative link is to a file or folder there is, or to a heading of the document."""
    text = (ROOT / name).read_text("utf-8")
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if target.startswith("#"):
            assert target[1:] in anchors(text), target
        elif "://" not in target:
            assert (ROOT / target.partition("#")[0]).exists(), target


def test_the_changelog_knows_this_version() -> None:
    """The newest release in the changelog is the version of the program."""
    released = re.findall(r"^## \[(\d[^\]]*)\]", CHANGELOG, re.M)
    assert released[0] == VERSION
    assert f'version = "{VERSION}"' in (ROOT / "pyproject.toml").read_text()
