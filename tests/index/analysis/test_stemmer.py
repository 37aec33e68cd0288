"""The `stem` layer: what must meet, what must not, and how a stem is shown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.analysis.normalizer import normalize
from index.analysis.stemmer import Stem, stem

# One line a family: words that must have one stem.
SAME = {
    "a country with every clitic": "سوريا وسوريا بسوريا لسوريا فسوريا كسوريا وبسوريا ولسوريا سورية لسورية وبسورية",
    "a surname with every clitic": "لافروف ولافروف بلافروف للافروف فلافروف وللافروف لاڤروف ولاڤروف",
    "forms of one noun as texts spell it": "الدَّوْلَة الدولة الـدولـة ﺍﻟﺪﻭﻟﺔ للدولة وللدولة دولة بالدولة كالدولة",
    "sound plurals and the seat of the hamza": "مسؤول مسئول المسؤولين المسئولون للمسؤولين مسؤولي مسؤولة ومسؤولات",
    "hamza on waw and on yeh": "شؤون شئون الشؤون للشئون بشؤون",
    "hamza of a verb": "جاءوا جاؤوا",
    "last hamza": "شيء شئ الشيء بشيء",
    "last hamza of a plural": "مبادئ مباديء المبادئ بالمبادئ",
    "hamza before a pronoun": "أعضاء الأعضاء أعضائه أعضاؤه أعضاءه وأعضائها",
    "plural after a hamza": "إجراء إجراءات الإجراءات والإجراءات للإجراءات إجراءاته إجراءاتها إجرائها",
    "attack": "اعتداء اعتداءات الاعتداءات اعتداءاته اعتداءين الاعتداءين اعتدائه",
    "claim": "ادعاء ادعاءات والادعاءات ادعاءاتهم ادعائه",
    "appeal": "نداء نداءات نداءاته ندائه نداؤه",
    "meeting": "لقاء لقاءات لقاءاته لقاءاتهما لقاءين اللقاءان لقاؤه لقائه لقاءه باللقاءات للقاءات",
    "belonging": "انتماء انتماءات انتماءاتهم انتماءاتها انتمائه",
    "plurals after a hamza that few papers write": "إغواء إغواءات إغوائه",
    "exception": "استثناء استثناءات باستثناءات استثنائه",
    "count": "إحصاء إحصاءات الإحصاءات للإحصاءات إحصائها",
    "referendum": "استفتاء استفتاءات استفتاءين استفتائهم",
    "construction": "إنشاء إنشاءات الإنشاءات إنشائها",
    "exemption": "إعفاء إعفاءات الإعفاءات إعفائه",
    "feminine after a hamza": "كفاءة كفاءات الكفاءات كفاءته بكفاءة كفاءاتهم",
    "reading": "قراءة قراءات القراءات قراءته",
    "offence": "إساءة إساءات الإساءات إساءاته",
    "a letter of it like the article": "التواء التواءات التوائه",
    "throwing": "إلقاء إلقائه إلقائها إلقاؤه وإلقائها",
    "cancelling": "إلغاء إلغائه بإلغائها إلغاؤها",
    "joining": "التحاق التحاقه التحاقها والتحاقه",
    "obliging": "إلزام إلزامه إلزامها وإلزامه",
    "children": "أبناء الأبناء أبنائه أبناؤه أبنائهم أبناءنا",
    "ministers": "وزراء الوزراء وزرائه وزرائهم وزراؤها",
    "partners": "شركاء شركائه شركائنا شركاؤهم",
    "allies": "حلفاء حلفائها حلفاؤه",
    "opinions": "آراء آرائهم آراؤه",
    "building": "بناء بنائه بناؤه بناءه بنائها",
    "port": "ميناء ميناءين الميناءين مينائه",
    "runner": "عداء العداء العداءين عدائين",
    "thing in the dual": "شيء شيئين شيئان",
    "Persian keyboard": "کتاب كتاب الکتاب بالكتاب",
    "another country": "روسيا وروسيا بروسيا لروسيا فروسيا",
    "a country that begins like a clitic": "لبنان ولبنان بلبنان للبنان كلبنان ﻟﺒﻨﺎﻥ",
    "a country that begins like another": "فرنسا وفرنسا بفرنسا لفرنسا كفرنسا",
    "a country that ends like a dual": "إيران ايران وإيران بإيران لإيران",
    "a country that begins like the article": "ألمانيا المانيا بألمانيا لألمانيا وألمانيا",
    "a country of three letters": "مصر ومصر بمصر لمصر",
    "a country with the article": "العراق والعراق بالعراق للعراق وللعراق",
    "a feminine city with the article": "القاهرة والقاهرة بالقاهرة للقاهرة ﺍﻟﻘﺎﻫﺮﺓ",
    "a state nobody abbreviates": "أوزبكستان وأوزبكستان بأوزبكستان لأوزبكستان وبأوزبكستان",
    "a city": "واشنطن وواشنطن بواشنطن لواشنطن ولواشنطن",
    "a city that begins with lam": "لندن ولندن بلندن للندن",
    "two clitics on a city, where the inner one is seldom seen": "حلب بحلب فبحلب فلحلب",
    "two clitics on a country": "أوكرانيا بأوكرانيا فبأوكرانيا فلأوكرانيا وبأوكرانيا",
    "two clitics and the article on a country": "الصومال بالصومال فبالصومال فللصومال",
    "two clitics on a noun": "ضريبة بضريبة فبضريبة فبالضريبة فلضريبة",
    "two clitics on a verb": "يعترف سيعترف فسيعترف فليعترف",
    "a town": "سراقب وسراقب بسراقب لسراقب فسراقب كسراقب وبسراقب",
    "a town with the article": "الزبداني والزبداني بالزبداني للزبداني وللزبداني",
    "a town that begins like a preposition": "بانياس وبانياس ببانياس لبانياس",
    "a town that ends like a plural": "مرجعيون ومرجعيون بمرجعيون لمرجعيون",
    "a front line": "كراماتورسك وكراماتورسك بكراماتورسك لكراماتورسك",
    "a first name that begins like the article": "أليكس وأليكس لأليكس بأليكس",
    "a president": "بوتين وبوتين لبوتين ببوتين فبوتين",
    "a president that ends like a plural": "ماكرون وماكرون لماكرون بماكرون",
    "a first name that begins like a clitic": "فيصل وفيصل لفيصل بفيصل",
    "a month": "شباط وشباط بشباط لشباط",
    "a month that ends like a dual": "حزيران وحزيران بحزيران لحزيران",
    "God": "الله والله بالله لله ولله",
    "a city few papers name": "ويلينغتون وويلينغتون بويلينغتون لويلينغتون ويلنغتون",
    "a name of no list of ours": "رودريغيز ورودريغيز لرودريغيز رودريجيز",
    "a body": "حماس وحماس بحماس لحماس",
    "nationality, all numbers and genders": "سوري السوري السورية السوريون السوريين للسوريين وللسوريين سوريات بالسوريين",
    "nationality of an unseen plural": "أوزبكي الأوزبكي الأوزبكيين أوزبكيون",
    "feminine noun": "حكومة الحكومة حكومات الحكومات حكومته حكومتهم حكومتها للحكومة وبحكومة",
    "feminine noun that begins like a clitic": "وزارة الوزارة وزارات وزارته للوزارة ووزارة",
    "feminine noun with lam": "لجنة اللجنة للجنة باللجنة لجنتهم ولجنة",
    "a first letter that falls after the article": "امرأة المرأة للمرأة وامرأة لامرأة امرأته امرأتان",
    "millions": "مليون مليونين مليونان مليونًا مليوني ملايين الملايين بمليونين والمليون",
    "plural with a waw of its own": "سنة سنوات السنوات سنواته لسنوات سنتين",
    "plural with a waw for the alef": "قناة القناة قنوات القنوات بقنوات",
    "plural with a waw of the noun": "خطوة خطوات الخطوات بخطوات",
    "hamza after yeh, as Iraq and the Maghreb spell it": "هيئة هيأة الهيأة للهيئة هيئات هيآت",
    "short feminine noun": "لغة اللغة لغات للغة لغتهم",
    "masculine noun": "وزير الوزير وزيرا للوزير وزيران وزيرين وزيرهم ووزير كوزير",
    "noun with ba of its own": "بيان البيان بيانات ببيان بيانه بيانا وبيانا للبيان",
    "adjective with sin of its own": "سنوي السنوي سنوية سنويا",
    "function word that looks like a word's own feminine": "فيه وفيه",
    "noun with lam of its own": "لسان لسانها بلسانها",
    "noun with waw of its own": "وفد الوفد ووفد للوفد وفدا بوفد",
    "dual": "دولتين دولتان دولة",
    "adjective that is a name too": "كامل كاملة الكاملة كاملين كاملا",
    "number that a queen has": "ثاني ثانية الثانية والثانية",
    "a name that is a noun too, with pronouns": "عمر عمره عمرها",
    "feminine noun that looks like a name's": "زيادة زيادات الزيادة زيادتها بزيادة",
    "construct": "لاعب لاعبون اللاعبين لاعبي لاعبو للاعبين",
    "accusative": "رئيس رئيسا الرئيس رئيسها ورئيسهم",
    "past verb": "أعلن أعلنت أعلنوا وأعلن وأعلنت فأعلن",
    "verb that begins like the article": "التقى والتقى",
    "future": "يزور سيزور وسيزور",
    "plural of a verb that takes objects": "يزور يزورون سيزورون ويزورون",
    "plural of another": "يطالب يطالبون سيطالبون ويطالبون",
    "pronouns on a noun": "دعم دعمه دعمها دعمهم بدعمهم ودعمه",
    "participle": "متظاهر متظاهرون المتظاهرين والمتظاهرون بالمتظاهرين",
    "plural of what has an adjective too": "مدرس المدرس مدرسين المدرسين مدرسون للمدرسين",
    "plural of what has a final yeh": "محامي المحامي محامين المحامون للمحامين",
    "abstract noun": "مسؤولية مسئولية المسؤولية مسؤوليات المسؤوليات",
    "numbers in both digits stay outside": "الاتفاق اتفاق اتفاقات اتفاقا باتفاق للاتفاق",
}
# Pairs that must never meet at word or stem.
DIFFERENT = """
فيصل/يصل واشنطن/شنطة لبنان/لبن إيران/اير بوتين/بوت وزارة/زار إلى/إلا على/علا
باريس/ريس باريس/اريس ولد/لد كلام/لام فرنسا/رنسا بغداد/غداد بيان/يان وفد/فد فلسطين/لسطين لندن/ندن كندا/ندا بكين/كين
وكالة/كالة برلين/برل فيينا/يينا كوبا/كوب بيروت/بيرو باكستان/اكستان لافروف/روف ماكرون/ماكر وليد/ليد فراس/راس بلال/لال
كريم/ريم سلمان/سلم سليمان/سليم عثمان/عثم حسين/حس ياسين/ياس قانون/قان ميدان/ميد رمضان/رمض برلمان/برلم كانون/كان
تشرين/تشر حزيران/حزير كيري/يري بوش/وش فيلم/يلم كاتب/اتب بنك/نك بلد/لد وطن/طن وزن/زن وصل/صل وقف/قف بحر/حر فريق/ريق
فكرة/كرة لجنة/جنة لقب/قب سيارة/يارة سيناء/ناء ألمانيا/ماني ألم/م التقى/تقي الله/له طهران/طهر وهران/هران السودان/سود
بوتفليقة/تفليقة كاسترو/استرو حماس/ماس فتح/تح داعش/اعش ولاية/لاية بداية/داية لاجئ/اجئ كارثة/ارثة كمال/مال باسم/اسم
بندر/ندر فهد/هد بدر/در كامل/امل فادي/ادي فارس/ارس وجه/جه وقت/قت وسط/سط وضع/ضع بحث/حث بطل/طل فرصة/رصة فقر/قر
كفاءة/فاءة بناء/ناء إنسان/أنس لسان/لس عدوان/عدو سكان/سك عنوان/عنو امتحان/امتح يقين/يق تعيين/تعي نبات/نب أصوات/أصو
أوقات/أوق إنترنت/إنترن توقيت/توقي بنت/بن زيت/زي عربي/عرب كردي/كرد دنيا/دني قضايا/قضاي رضا/رض تفاهم/تفا حكم/ح
إجراء/جرى إجراء/إجرائي لقاء/لقاح لقاء/إلقاء لقاء/التقاء نداء/ندى اعتداء/عدو ابتداء/ابتدائي قضاء/قضائي قضاء/قضية
غذاء/غذائي أعضاء/عضو بناء/ابن أبناء/بناء أنباء/أبناء وزراء/وزارة خبراء/خبر سماء/أسماء ماء/مائة سيناء/سينا شركاء/شركات
علماء/علم إنشاء/إنشائية نهائي/انتهاء كهرباء/كهربائي هواء/هوى قراءة/قرار شعراء/شعر هيئات/هيأ كائنات/كان مئات/ماء
جبلة/جبل بانياس/انياس بلفاست/لفاست ألونسو/ونسو أليكس/يكس كورز/ورز صلوات/صلة رياض/رياضة الرياض/الرياضة زياد/زيادة
زياد/زيادات عاصم/العاصمة حلب/الحلبة عمر/العمرة طائف/طائفة وديع/وديعة
سوريا/سور سوريا/سوري تركيا/تركي روسيا/روسي اليمن/يمين الأردن/ورد
"""


@pytest.mark.parametrize("words", SAME.values(), ids=SAME.keys())
def test_one_stem(words: str) -> None:
    stems = {word: stem(normalize(word)).text for word in words.split()}
    assert len(set(stems.values())) == 1, stems


@pytest.mark.parametrize("pair", DIFFERENT.split())
def test_two_stems(pair: str) -> None:
    one, other = map(normalize, pair.split("/"))
    assert one != other
    assert stem(one).text != stem(other).text


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        pytest.param("وبسوريا", Stem("سوريا", ("و", "ب")), id="two clitics on a name"),
        pytest.param("وللسوريين", Stem("سوري", ("و", "ل", "ال"), ("ين",)), id="lam with the article"),
        pytest.param("للبنان", Stem("لبنان", ("ل",)), id="lam on a name with lam"),
        pytest.param("للجنة", Stem("لجن", ("ل", "ال"), ("ه",)), id="three lams written as two"),
        pytest.param("بالدولة", Stem("دول", ("ب", "ال"), ("ه",)), id="ba with the article"),
        pytest.param("وسيقولون", Stem("يقول", ("و", "س"), ("ون",)), id="future"),
        pytest.param("في", Stem("في"), id="function words stay"),
        pytest.param("وفي", Stem("في", ("و",)), id="but lose what stands before"),
        pytest.param("", Stem(""), id="empty"),
        pytest.param("و", Stem("و"), id="one letter"),
        pytest.param("ال", Stem("ال"), id="the article alone"),
        pytest.param("2024", Stem("2024"), id="digits"),
        pytest.param("putin", Stem("putin"), id="Latin"),
    ],
)
def test_parts(word: str, expected: Stem) -> None:
    assert stem(normalize(word)) == expected


def test_an_unseen_inflection_of_a_known_word() -> None:
    """Nobody wrote this word; its parts are known."""
    assert stem(normalize("فبمسؤولاتهم")) == Stem("مسئول", ("ف", "ب"), ("ات", "هم"))


def test_an_unseen_word_stays_whole() -> None:
    assert stem("بوخشتالوف") == Stem("بوخشتالوف")


@given(st.text(st.sampled_from("ابتثجحخدرزسشصعفقكلمنهويءئ"), max_size=14))
def test_any_letters(word: str) -> None:
    """No word raises or is lost, and two clitics never come in the wrong order."""
    found = stem(word)
    assert bool(found.text) == bool(word)
    assert list(found.proclitics) == sorted(found.proclitics, key=["و", "ف", "ب", "ك", "ل", "س", "ال"].index)
