"""
Which words an adjective must lean on to credit its state: offices, bodies, and what states do with each other.

- OFFICES and BODIES: وزير الخارجية الروسي, الحكومة السورية, نظيره التركي, مسؤول أمريكي
- RELATIONS between states: العلاقات السورية الروسية, الجانبان الروسي والتركي, القمة المصرية
- MINISTRIES stand for themselves when the adjective is feminine: الخارجية الروسية, الدفاع التركية
- FILLERS may stand between: وزير [الخارجية والمغتربين] السوري, القوات [المسلحة] المصرية

A ball club, a song or a cheese is none of them: «الجبن الفرنسي» credits nobody.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from index.actors.forms import ARTICLE, clitic_forms, words_of

# Without article; regular duals, plurals, feminines and the accusative are formed below, broken plurals stand here.
OFFICES = """
وزير وزراء رئيس رؤساء سفير سفراء مندوب مبعوث موفد مسؤول دبلوماسي قنصل ملحق نائب نواب مستشار أمين عاهل ملك أمير
سلطان إمبراطور ولي قائد قادة جنرال زعيم زعماء مفاوض متحدث ناطق قائم مدع مدعي قاض قاضي قضاة برلماني سيناتور مشرع
حاكم حكام محافظ عسكريون عسكريين ضابط ضباط جندي جنود طيار مرشد
وزيري مسؤولي سفيري مندوبي مبعوثي ممثلي دبلوماسيي قائدي نائبي
"""
NEED_A_FILLER = "ممثل"  # «الممثل المصري» plays in films, «الممثل الدائم المصري» sits in New York
UNINFLECTED = "عسكري"  # «قاعدة عسكرية» is an adjective
BODIES = """
حكومة وزارة رئاسة سفارة قنصلية بعثة وفد وفود جيش قوة قوات شرطة درك استخبارات مخابرات أمن قضاء نيابة محكمة
محاكم برلمان كونغرس كونجرس كنيست دوما بوندستاغ جمهورية مملكة دولة إمارة سلطنة سلطة سلطات قيادة إدارة نظام سلاح
أسطول طيران هيئة جهاز أجهزة مجلس مجالس ديوان مركزي خزانة خزينة حرس بلاط احتلال دبلوماسية جمارك خارجية لجنة
لجان رئاسي أركان
"""
RELATIONS = """
لقاء لقاءات اجتماع اجتماعات
جانب طرف علاقة علاقات اتفاق اتفاقية اتفاقيات معاهدة مذكرة قمة قمم مباحثات محادثات مفاوضات مشاورات مبادرة وساطة
تعاون شراكة تحالف تنسيق حوار تقارب مصالحة
"""
MINISTRIES = "خارجية داخلية دفاع عدل صحة مالية خزانة بحرية"
COUNTERPARTS = """
نظيره نظيرها نظيرهما نظيرهم نظيري نظيرته نظيرتها نظيريه نظيريها نظيراه نظرائه نظرائها نظرائهم نظراؤه نظراؤها
نظراءه نظراءها النظير
"""

# Indefinite these are things that anybody makes or has: «جهاز ياباني», «نظام غذائي», «سلاح روسي».
DEFINITE_ONLY = (
    "جهاز أجهزة هيئة إدارة مجلس قيادة نظام أمن طيران سلاح حدود مركزي دولة قضاء نائب نواب حرس ملك أمير حوار طرف قوة"
)

# What may stand between the office or body and the adjective.
FILLERS = """
الثلاثي الثلاثية الرباعي الرباعية الخماسي الخماسية القيادة السامي الداخلي الخارجي
الخارجية الداخلية الدفاع العدل المالية الصحة التعليم التربية العالي العلمي الثقافة الإعلام الاتصال الاتصالات
التجارة الصناعة الاقتصاد الزراعة الري النفط البترول الطاقة الكهرباء المياه البيئة النقل المواصلات الطيران
المدني السياحة الآثار الشباب الرياضة العمل الشؤون شؤون الاجتماعية التخطيط التنمية الإسكان الأشغال العامة
الأوقاف الدينية الإسلامية المغتربين الهجرة المهاجرين الاستثمار التعاون الدولي الدولية التموين التضامن القوى
العاملة المرأة الإنتاج الحربي الخزانة البلديات الداخل الاستخبارات المخابرات الأمن الحدود الحدودي الوطني القومي
السياسية المستهلك الجمارك الوزراء وزراء الجمهورية الحكومة الدولة البرلمان النواب الشيوخ الشعب الشورى الأمة
اللوردات العموم الدوما الفيدرالية الأعيان المستشارين الأركان أركان الجيش القوات المسلحة البرية البحرية الجوية
الجو الجوي البحري البري الخاصة الشرطة الحرس الجمهوري الثوري الملكي الملكية الرئاسي الرئاسية العهد العرش عهد
باسم لشؤون للشؤون للشئون بوزارة وزارة مجلس هيئة رئيس رئاسة حكومة وزير لوزير نائب نواب قوات جيش قائد بالأعمال
لمجلس العام الأعلى الأول الأولى الثاني الثالث السابق السابقة السابقين الأسبق الحالي الحالية الجديد
الجديدة الجدد المؤقت المؤقتة الانتقالي الانتقالية المنتخب المنتخبة المنتهية ولايته المستقيل المستقيلة المخلوع
الراحل الخاص المقيم الدائم الكبير الكبار الرسمي الرسمية الرسميين المركزي المركزية الفدرالي الفيدرالي الفدرالية
الاتحادي الاتحادية التشريعي التنفيذية التشريعية القضائية الدستورية العليا الجنائية العسكري العسكرية العسكريين
الدبلوماسي الدبلوماسية الدبلوماسيين الأمني الأمنية الأمنيين البرلماني البرلمانية الحكومي الحكومية السياسي
الاقتصادي الاقتصادية العربي العربية الأوروبي الأوروبية الغربي الغربية الشعبي الشعبية الوطنية القومية
الاستراتيجي الاستراتيجية الثنائية الثنائي المشتركة المشترك التجاري التجارية بلاده الحرب التحقيق رفيع المستوى
كبير كبار سابق سابقة سابقون سابقين بارز رسمي رسمية حكومي حكومية عسكري عسكرية أمني أمنية دبلوماسي دبلوماسية خاص
خاصة مسلحة برلماني برلمانية رفيعي ثنائية مشتركة مشترك استراتيجية اقتصادية تجارية سياسية
"""
# Adjectives that turn an office or body into something private or sporting: الرئيس التنفيذي, الاتحاد الرياضي.
STOPPERS = "التنفيذي التنفيذيين الفني الرياضي الرياضية الكروي الأهلي المحلي الأولمبي الأولمبية الموسيقي الإداري"

# A national or popular army, council or coalition may be one that would like to be the state's.
CLAIMANTS = "الوطني الوطنية الشعبي الشعبية"

# Farther from its office than so many words an adjective does not belong to it.
REACH = 6

_FEMININE = ("ه", "ات", "تين", "تان")


@dataclass(frozen=True, slots=True)
class Role:
    """What one word can be in a noun phrase that names a state by its adjective."""

    head: bool = False
    loose: bool = False  # a head only when definite
    person: bool = False  # a head only with a filler between
    ministry: bool = False
    filler: bool = False
    stopper: bool = False
    definite: bool = False


_NONE = Role()


@cache
def role_of(word: str) -> Role:
    """The part a word of the word layer can play, its clitics apart."""
    heads, ministries, fillers, stoppers = _tables()
    for form in clitic_forms(word):
        bare = form.removeprefix(ARTICLE) if form.startswith(ARTICLE) else form
        definite = bare != form
        counterpart = form in heads and bare == form and form in _counterparts()
        if bare in heads or form in fillers or form in stoppers or bare in ministries:
            return Role(
                head=bare in heads,
                loose=bare in _loose(),
                person=bare in _need_a_filler(),
                ministry=definite and bare in ministries,
                filler=form in fillers,
                stopper=form in stoppers,
                definite=definite or counterpart,
            )
    return Role(definite=word.startswith(ARTICLE)) if word.startswith(ARTICLE) else _NONE


def is_feminine(word: str) -> bool:
    """Whether an adjective of the word layer is feminine by its ending."""
    return word.endswith(_FEMININE)


@cache
def _loose() -> frozenset[str]:
    return frozenset(words_of(DEFINITE_ONLY))


@cache
def _need_a_filler() -> frozenset[str]:
    return frozenset(form for word in words_of(NEED_A_FILLER) for form in _inflected(word))


@cache
def _counterparts() -> frozenset[str]:
    return frozenset(words_of(COUNTERPARTS))


@cache
def _tables() -> tuple[frozenset[str], frozenset[str], frozenset[str], frozenset[str]]:
    heads = {
        form
        for table in (OFFICES, NEED_A_FILLER, BODIES, RELATIONS)
        for word in words_of(table)
        for form in _inflected(word)
    }
    fillers = frozenset(words_of(FILLERS))
    return (
        frozenset(heads) | _counterparts() | frozenset(words_of(UNINFLECTED)),
        frozenset(words_of(MINISTRIES)),
        fillers,
        frozenset(words_of(STOPPERS)),
    )


def _inflected(word: str) -> Iterator[str]:
    """A noun with its regular feminine, dual and plural, as the word layer spells them."""
    yield word
    if word.endswith("ه"):
        stem = word[:-1]
        yield from (stem + ending for ending in ("ات", "تان", "تين", "تا", "تي"))
    elif not word.endswith(("ات", "ون", "ين", "ء")):
        yield from (word + ending for ending in ("ا", "ه", "ان", "ين", "ون", "ات", "تان", "تين"))
