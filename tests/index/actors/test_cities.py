"""«عمان» is Oman or Amman."""

import pytest

CITIES = [
    ("عُمان وعَمّان", "oman", "vowels tell"),
    ("في العاصمة عمان", "", "the capital of Jordan"),
    ("قال الأردن في عمان", "jordan", "an article on Jordan"),
    ("زار مسقط وعمان", "oman", "an article on Oman"),
    ("الإمارات وعمان", "united-arab-emirates oman", "a list of states"),
    ("الأردن وعمان", "jordan", "Jordan and its capital"),
    ("خليج عمان", "", "a sea"),
    ("وصل إلى عمان", "", "nothing tells"),
    ("سلطنة عمان", "oman", "the full name"),
    ("سلطان عمان في الأردن", "oman jordan", "its ruler"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "ids"), [pytest.param(text, ids, id=reason) for text, ids, reason in CITIES])
def test_who_is_named(text, ids, named):
    assert named(text) == ids.split()
