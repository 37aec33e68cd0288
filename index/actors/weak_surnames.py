"""
Surnames that say little by themselves: ordinary words, names of many people, players in the sports pages.

- HARD_SURNAMES: surnames that are ordinary words or those of many, which count beside the full name or after an
  office («لصالح» is no Saleh, «الوزير هانت» is Mr Hunt)
- SPORTS: in articles on sport a surname alone is a player's
- what takes the article in the news («الجودة») is a common noun, and three letters (مون, ماس) are anything

>>> is_hard_surname(("لافروف",)), is_hard_surname(("صالح",))
(False, True)
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from index.actors.forms import words_of
from index.analysis.lexicon import count

SPORTS = """
مباراة مباريات منتخب دوري مونديال لاعب لاعبين لاعبون لاعبي مدرب مدربين مرمى كأس ملعب بطولة نادي أندية هدفين
مهاجم مدافع حارس شباك
"""
# An article with so many different words of sport is on sport.
SPORTS_WORDS = 4
# So often, and in such a share of its uses, an ordinary word carries the article.
_SEEN = 3
_OFTEN = 50
# Surnames so short are words of other languages and letters of many names: مون, ماس.
_SHORT = 3
_SHARE = 0.1
# They take the article as other people's names do, and are yet known alone.
EASY_SURNAMES = """
الخامنئي الخميني بوش الشرع مبارك مرسي مشعل خميني طالباني موسوي عشراوي بارزاني البرهان كاميرون كامرون ماسك
"""
HARD_SURNAMES = """
الدوري سانتوس سوغا
ميلي سوتشي ليون لولا بايك الفالح غراهام بخاري
المنفي الثني العثماني قنديل
ولايتي الصدر أوغلو جعفري الجعفري أميني شارون
كوبر كونتي كروز كوستا سانشيز تراس ماس هانت نوفاك هاريس أوستن باور ريفي الضيف الراعي صبرا الهجري الحية بنيت
مايلي فيون سوليفان قاسم سليمان جيفري غول فلين سلامي جول بارو فالس العبدة الجميل الهاشمي قاسمي دياب غابرييل
جابرييل ديمبسي هيلي لي باتيل بيرنز أوزيل الأمين البنا عودة زايد الكبير القائد سلامة الشاهد الصيد العريض مرزوق
مشار غني صدام معصوم تميم الفيصل صالح سلام هادي عون بري سعيد علي حسن حسين محمد أحمد محمود جميل كريم كامل
أمين نبيل شريف ناصر منصور سالم سليم خالد عادل ماجد طارق ماي مي شي كيم بان باول براون بلاك وايت بيل رايس كارتر
جونسون رئيسي خان موسى عيسى يوسف عمر شاهين الحكيم حكيم شفيق حمد زين سلمان المهدي الصباح فهمي عزت عبده سعد غالي
بيكر يونس وليد نصر بركة بركات دول فورد غور باراك كوك هيل طالب عبدالله شمس راضي صادق الحسن الحسين الملك شاكر
مدني مكي حبيب رياض توفيق الطيب العربي النجار الخطيب الشيخ القاضي
"""


@cache
def _forms(text: str) -> frozenset[str]:
    return frozenset(words_of(text))


def is_hard_surname(words: tuple[str, ...]) -> bool:
    """Whether a surname is an ordinary word or a common given name: by the table, or because it takes the article.

    News write «الجودة» and «السلال», but never «الترامب».
    """
    if len(words) != 1:
        return False
    return words[0] in _forms(HARD_SURNAMES) or _is_common_noun(words[0])


@cache
def _is_common_noun(word: str) -> bool:
    if word in _forms(EASY_SURNAMES):
        return False
    if word.startswith("ال"):  # «دوري» is commoner than «الدوري», «أسد» is not
        return count(word[2:]) >= max(_OFTEN, count(word))
    definite = sum(count(article + word) for article in ("ال", "وال", "لل", "بال"))
    return len(word) <= _SHORT or (definite >= _SEEN and definite >= _SHARE * count(word))


def is_on_sport(words: Iterable[str]) -> bool:
    """Whether an article of these words is on sport, where surnames are those of players and coaches."""
    seen = set()
    for word in words:
        form = word.removeprefix("ال")
        if form in _forms(SPORTS):
            seen.add(form)
    return len(seen) >= SPORTS_WORDS
