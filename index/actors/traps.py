"""
Names that are also ordinary words, other places, or parts of other names; and how the context tells.

- TRAPS: a name counts only if the words beside it allow it («بحيرة تشاد», «كوبا أمريكا», «بنين وبنات» do not)
- ORDINARY: names that need a word that introduces them (حركة فتح, قناة الجزيرة), quotes, or company (فتح وحماس)
- NAMESAKES: after these words a person's name is that of a street, a school or a cup
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from index.actors.forms import adjective_forms, clitic_forms, words_of


@dataclass(frozen=True, slots=True)
class Trap:
    """A name (words separated by blanks) and what beside it makes it something else or is needed for it to count.

    A star stands for the rest of a name of several words: «الخارجية الروسية», «الخارجية الأميركية».
    """

    name: str
    not_after: str = ""
    not_before: str = ""
    only_after: str = ""


_SEAS = "بحر خليج مضيق نهر"
TRAPS: tuple[Trap, ...] = (
    Trap("مالي", only_after="في إلى من عن على شمال جنوب وسط شرق غرب دولة جمهورية حكومة جيش رئيس وزير سفير بين داخل "
                            "ضد مع حول عاصمة لدى أزمة شمالي جنوبي شرقي غربي سكان باتجاه نحو منتخب سلطات قوات "
                            "برلمان انقلاب حدود أراضي خارجية مطار مواطني انسحاب مغادرة زار يزور",
         not_after="إداري سياسي اقتصادي أخلاقي تجاري عسكري أمني فني لوجستي تقني مهني إنساني قانوني محاسبي مادي "
                   "معنوي اجتماعي إعلامي عيني نقدي مصرفي ضريبي عقاري استثماري صناعي تشغيلي تنظيمي"),
    Trap("المغرب", not_after="صلاة أذان آذان وقت قبل بعد بلاد عند ساعة قبيل عقب حتى",
         not_before="العربي الإسلامي الأوسط والعشاء والعشا"),
    Trap("الأردن", not_after="نهر وادي غور ضفة ضفتي"),
    Trap("النيجر", not_after="نهر دلتا حوض"),
    Trap("تشاد", not_after="بحيرة حوض"),
    Trap("الصين", not_after=_SEAS, not_before="الجنوبي الشرقي"),
    Trap("اليابان", not_after=_SEAS),
    Trap("عمان", not_after=_SEAS + " العاصمة الأردنية مدينة محافظة"),
    Trap("المكسيك", not_after=_SEAS, not_before="الجديدة"),
    Trap("السنغال", not_after="نهر"),
    Trap("لبنان", not_after="جبل"),
    Trap("بنما", not_after="قناة أوراق وثائق فضيحة"),
    Trap("كوبا", not_before="أمريكا أميركا ليبرتادوريس ديل", not_after="بطولة كأس"),
    Trap("أمريكا", not_before="الجنوبية اللاتينية الشمالية الوسطى المفتوحة", not_after="كوبا كأس"),
    Trap("أميركا", not_before="الجنوبية اللاتينية الشمالية الوسطى المفتوحة", not_after="كوبا كأس"),
    Trap("جورجيا", not_after="ولاية جامعة بولاية", not_before="الأمريكية الأميركية تك ميلوني الجنوبية"),
    Trap("بنين", not_after="مدرسة مدارس معهد ابتدائية ثانوية إعدادية متوسطة كلية مجمع تعليم قسم أقسام",
         not_before="وبنات بنات وبناتا"),
    Trap("أيرلندا", not_before="الشمالية"),
    Trap("إيرلندا", not_before="الشمالية"),
    Trap("قبرص", not_before="الشمالية التركية"),
    Trap("قطر", not_after="نصف بنصف", not_before="الدائرة دائرة يبلغ بلغ"),
    Trap("مصر", not_after="بنك ببنك لبنك", not_before="للطيران الجديدة القديمة للتأمين المقاصة"),
    Trap("موناكو", not_after="نادي فريق لاعب مدرب مهاجم مدافع حارس نجم أمام على مباراة"),
    Trap("البحرين", not_after="مجمع ملتقى"),
    Trap("ليبيريا", not_after="سهل"),
    Trap("الدومينيكان", not_after="طائفة رهبان الآباء"),
    Trap("غينيا", not_before="الجديدة", not_after="خليج خنزير خنازير"),
    Trap("السودان", not_after="جنوب جنوبي لجنوب بجنوب وجنوب"),
    Trap("مجلس الأمن", not_before="القومي الوطني الداخلي"),
    Trap("الجامعة العربية", not_before="المفتوحة الأمريكية الأميركية المفتوحه"),
    Trap("الاتحاد الأوروبي", not_before="لكرة لألعاب للعبة"),
    Trap("الاتحاد الأفريقي", not_before="لكرة لألعاب"),
    Trap("حزب الله", not_after="كتائب لكتائب وكتائب بكتائب"),
    Trap("حماس", not_after="بكل كل وبكل",
         not_before="شديد كبير كبيرا الجماهير الجمهور اللاعبين المشجعين الأنصار الشباب الطلاب الحضور منقطع"),
    Trap("بحماس", not_before="شديد كبير"),
    Trap("الأحمر", not_after="البحر الصليب الهلال الخط الضوء اللون"),
    Trap("كروز", not_after="صاروخ صواريخ بصواريخ سانتا"),
    Trap("الأسد", not_after="قلب عين نصيب حصة عرين برج رأس ذيل جلد سمك فم"),
    Trap("الشرع", not_after="أحكام حكم مقاصد نصوص وفق علماء مخالف دار الدين للدين والدين",
         not_before="الإسلامي الحنيف والدين والقانون والله يجيز يحرم ينهى"),
    Trap("تونس", not_after="العاصمة ولاية مدينة", not_before="العاصمة الكبرى"),
    Trap("الجزائر", not_after="العاصمة مدينة", not_before="العاصمة الوسطى"),
    Trap("الكويت", not_after="العاصمة مدينة", not_before="العاصمة"),
    Trap("الصليب الأحمر", not_before="اللبناني البريطاني الأمريكي الأميركي الألماني الكيني الأوكراني النرويجي"),
    Trap("آر تي", not_before="بي إل إيه"),
    Trap("عرفات", not_after="جبل صعيد مشعر يوم وقفة على إلى"),
    Trap("بورقيبة", not_after="منزل"),
    Trap("الصدر", not_after="سرطان ألم آلام أمراض التهاب رحب عظام منطقة رحابة"),
    Trap("مبارك", not_after="عيد رمضان شهر يوم زواج ألف عام"),
    Trap("روحاني", not_after="زعيم أب علاج طب عالم قائد معالج جانب"),
    Trap("بوش", not_before="فاير"),
    Trap("البرهان", not_before="على عن الساطع القاطع العلمي الرياضي", not_after="الحجة الدليل العلم إقامة"),
    Trap("كاميرون", not_before="دياز كرو هاوس"),
    Trap("ماسك", not_before="وجه شعر بشرة عسل قهوة طين أسود"),
    Trap("حزب العدالة والتنمية", not_before="المغربي"),
    Trap("مصرف لبنان", not_before="والمهجر"),
    Trap("الخارجية *", not_after="السياسة التجارة العلاقات الشؤون المساعدات المعونة الديون الاستثمارات القروض "
                                  "المخابرات الاستخبارات الأطراف القوى الحدود التدخلات الضغوط الأسواق"),
    Trap("الدفاع *", not_after="أنظمة نظام منظومة منظومات صناعة صناعات شركة شركات قوات وسائل قدرات خط خطوط قطاع"),
)  # fmt: skip

# Names that a newspaper uses far more often as words.
ORDINARY = """
فتح أمل الجزيرة العربية الحرة النهضة المستقبل الحدث الشرق الحياة النهار الأخبار القدس الأهرام المنار الميادين
العربي الوفد العدالة الكتائب القوات الإصلاح الوسط القاعدة الدعوة الحشد العالم الوطن الرياض الرأي
الغد البيان الاتحاد الخليج الدستور الشروق اليوم المدى الصباح الوفاق الجمهورية الثورة الفجر النجباء الكتلة الحل
البناء العمل يمينا ميدل حدس الوفاء التيار الراية العرب وفا سبأ بترا قنا
"""
INTRODUCED_BY = """
حركة حركتي حركتا حزب حزبا حزبي قناة قناتي شبكة فضائية تلفزيون صحيفة صحيفتي جريدة مجلة وكالة موقع إذاعة تنظيم
تيار جماعة جبهة منظمة ميليشيا ميليشيات مليشيا كتلة تحالف ائتلاف مؤسسة راديو تنظيمي لحركة بحركة
"""
NAMESAKES = """
جوائز شارع دوري جامعة مستشفى مطار ملعب استاد ستاد إستاد جائزة مدرسة مسجد جامع جسر بحيرة ميدان مدينة مكتبة كأس
قاعدة حي ضاحية مركز متحف دوار محور مؤسسة معهد كلية برج أكاديمية ثانوية طريق ساحة محطة سد مخيم منطقة شركة بطولة
مسرح قاعة مجمع مهرجان ترعة حديقة فندق الطائرات
"""
# Titles that may stand between such a word and the name: جامعة الملك سعود, مطار الشهيد رفيق الحريري.
TITLES = """
الملك الملكة الأمير الأميرة الشيخ الشيخة السلطان الرئيس الشهيد الإمام القائد الزعيم الدكتور السيد الراحل خادم
الحرمين الشريفين المغفور له
"""

# Written so, with the hamza that the index leaves out, they are words: «زوجة وأم» is no news agency «وام».
OTHER_WORDS = frozenset({"وأم"})

# After these words a state's name is part of another: بنك مصر, وكالة أنباء السودان, كأس تونس.
INSTITUTIONS = "بنك جامعة نادي مطار أنباء طيران خطوط كأس دوري بورصة بحيرة نهر خليج بحر"
KINDS_OF_STATE = "جمهورية دولة سلطنة مملكة إمارة"
# After a person's name: the son who bears it.
JUNIORS = "جونيور الابن الإبن"
# Nouns that stand before a state's name though they agree with it like before an adjective.
HALF_NAMED = "الشقيقة الجارة"
# Adjectives that are words of another meaning as well: الوزير المالي, السنة القمرية, الإمبراطور الروماني.
WEAK_ADJECTIVES = "مالي قمري روماني"


@cache
def _forms(text: str) -> frozenset[str]:
    return frozenset(words_of(text))


@cache
def _traps() -> dict[tuple[str, ...], tuple[Trap, ...]]:
    table: dict[tuple[str, ...], tuple[Trap, ...]] = {}
    for trap in TRAPS:
        words = tuple(form for word in trap.name.split() for form in (words_of(word) or (word,)))
        table[words] = (*table.get(words, ()), trap)
    return table


def trapped(words: tuple[str, ...], bare: bool, before: str, after: str) -> bool:
    """Whether ``words`` between their neighbours ("" at a pause) are something else than the name.

    ``bare`` says that no clitic precedes the first word: «لمالي» needs no other preposition.
    """
    for trap in (*_traps().get(words, ()), *(_traps().get((words[0], "*"), ()) if len(words) > 1 else ())):
        if is_among(before, trap.not_after) or is_among(after, trap.not_before):
            return True
        if trap.only_after and bare and before and not is_among(before, trap.only_after):
            return True
    return False


def is_ordinary(word: str) -> bool:
    """Whether a name of one word needs to be introduced."""
    return word in _forms(ORDINARY)


def introduces(word: str) -> bool:
    """Whether a word introduces a party, a paper or a channel by name; «المنظمة العربية» has an adjective instead."""
    return _is_exactly(word, INTRODUCED_BY)


def is_kind_of_state(word: str) -> bool:
    """Whether ``word`` says what kind of state the name after it names: جمهورية مالي, سلطنة عمان."""
    return word in _forms(KINDS_OF_STATE)


def is_namesake(word: str) -> bool:
    """Whether a person's name after ``word`` is that of a place or a prize."""
    return _is_exactly(word, NAMESAKES)


def is_institution(word: str) -> bool:
    """Whether a state's name after ``word`` is that of a bank, a river or a cup."""
    return _is_exactly(word, INSTITUTIONS)


def is_title(word: str) -> bool:
    """Whether ``word`` is a title before a name."""
    return word in _forms(TITLES)


def is_weak_adjective(words: tuple[str, ...]) -> bool:
    """Whether a state's adjective counts only where the state is named as well."""
    return len(words) == 1 and any(form in _weak_adjectives() for form in words)


@cache
def _weak_adjectives() -> frozenset[str]:
    return frozenset(form[0] for word in _forms(WEAK_ADJECTIVES) for form, _ in adjective_forms((word,)))


def _is_exactly(word: str, table: str) -> bool:
    """Whether ``word``, clitics apart, is in a table of words that stand before a name without article."""
    return bool(word) and any(form in _forms(table) for form in clitic_forms(word))


def is_among(word: str, table: str) -> bool:
    """Whether ``word`` is one of the words of a table, clitics and article apart."""
    if not word or not table:
        return False
    forms = _forms(table)
    return any(form in forms or form.removeprefix("ال") in forms for form in clitic_forms(word))
