"""Which last letters are suffixes."""

from __future__ import annotations

import pytest

from index.analysis.normalizer import normalize
from index.analysis.suffixes import cut_suffix


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        pytest.param("مسؤولين", ("مسئول", "ين"), id="plural with its other case"),
        pytest.param("بوتين", None, id="a name without one"),
        pytest.param("قانون", None, id="a noun without one"),
        pytest.param("فلسطينيين", ("فلسطيني", "ين"), id="plural of a nationality"),
        pytest.param("محامين", ("محامي", "ين"), id="plural of a noun in yeh"),
        pytest.param("بلدين", ("بلد", "ين"), id="dual"),
        pytest.param("وزيران", ("وزير", "ان"), id="dual subject"),
        pytest.param("ميدان", None, id="a noun in an"),
        pytest.param("دولتين", ("دوله", "تين"), id="feminine dual"),
        pytest.param("حكومات", ("حكوم", "ات"), id="feminine plural"),
        pytest.param("لغات", ("لغه", "ات"), id="feminine plural of a short noun"),
        pytest.param("لقاءات", ("لقاء", "ات"), id="feminine plural after a hamza"),
        pytest.param("انتماءاتهم", ("انتمائات", "هم"), id="pronoun after a plural after a hamza"),
        pytest.param("لقاءين", ("لقاء", "ين"), id="dual after a hamza"),
        pytest.param("أوقات", None, id="broken plural in at"),
        pytest.param("دولة", ("دول", "ه"), id="feminine"),
        pytest.param("اتجاه", None, id="a noun in heh"),
        pytest.param("توجه", None, id="a noun in heh whose plural shows it"),
        pytest.param("حكومته", ("حكومه", "ه"), id="pronoun on a feminine noun"),
        pytest.param("دعمهم", ("دعم", "هم"), id="pronoun"),
        pytest.param("أعضائهم", ("اعضاء", "هم"), id="pronoun after a hamza"),
        pytest.param("تفاهم", None, id="a noun in hm"),
        pytest.param("سولانا", None, id="a name in na"),
        pytest.param("لاعبي", ("لاعب", "ي"), id="construct plural"),
        pytest.param("عربي", None, id="nationality"),
        pytest.param("رئيسا", ("رئيس", "ا"), id="indefinite"),
        pytest.param("دنيا", None, id="what takes the article is not"),
        pytest.param("ديانا", None, id="nor is a name"),
        pytest.param("قالت", ("قال", "ت"), id="verb, feminine"),
        pytest.param("قالوا", ("قال", "وا"), id="verb, plural"),
        pytest.param("إنترنت", None, id="a foreign word in t"),
        pytest.param("سنة", None, id="too short"),
        pytest.param("", None, id="empty"),
    ],
)
def test_suffix(word: str, expected: tuple[str, str] | None) -> None:
    assert cut_suffix(normalize(word), article=False) == expected


def test_no_pronoun_after_the_article() -> None:
    assert cut_suffix("متهم", article=True) is None


def test_no_plural_before_a_pronoun() -> None:
    """The nun of the plural falls before a pronoun, so what stands there is a letter of the word."""
    assert cut_suffix("مسئولين", article=False, after="هم") is None
