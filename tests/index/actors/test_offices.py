"""Which words an adjective may lean on."""

import pytest

from index.actors.offices import is_feminine, role_of
from index.analysis.analyzer import analyze


def word(text):
    return analyze(text)[0].word


@pytest.mark.parametrize(
    "text",
    [
        "وزير",
        "والوزراء",
        "لوزيرة",
        "الوزيران",
        "رئيس",
        "الرؤساء",
        "حكومة",
        "للحكومة",
        "الجيش",
        "نظيره",
        "ونظيرتها",
        "مسؤولون",
        "المسئولين",
        "السفارة",
        "العلاقات",
    ],
)
def test_heads(text):
    assert role_of(word(text)).head


@pytest.mark.parametrize(
    "text", ["جبن", "أغنية", "مطعم", "اللاعب", "الشعب", "رئيسي", "الأراضي", "قاعدة", "عسكرية", "nato"]
)
def test_no_heads(text):
    assert not role_of(word(text)).head


@pytest.mark.parametrize(
    ("text", "definite"), [("الوزير", True), ("نظيره", True), ("للجيش", True), ("وزير", False), ("ووزير", False)]
)
def test_definite(text, definite):
    assert role_of(word(text)).definite is definite


@pytest.mark.parametrize(
    ("text", "feminine"), [("الروسية", True), ("السوريات", True), ("الروسي", False), ("روس", False)]
)
def test_feminine(text, feminine):
    assert is_feminine(word(text)) is feminine


def test_roles_apart():
    assert (
        role_of(word("الخارجية")).ministry and role_of(word("والمغتربين")).filler and role_of(word("التنفيذي")).stopper
    )
