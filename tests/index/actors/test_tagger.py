"""Who is named in a text: one line a phenomenon, unhappy ones too. «title¶body», ids in the order of mention."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.actors.tagger import tag
from index.analysis.analyzer import analyze


def named(text, known):
    title, _, body = text.rpartition("¶")
    return [mention.actor_id for mention in tag(title, body, known)[0]]


FULL_NAMES = [
    ("قال سيرغي لافروف", "sergey-lavrov", "a full name"),
    ("قال ولسيرغي لافروف", "sergey-lavrov", "two clitics before a full name"),
    ("بالأمم المتحدة وللأمم المتحدة", "united-nations united-nations", "clitics that swallow the alef of the article"),
    ("للبنان وبلبنان ولبنان", "lebanon lebanon lebanon", "a name whose first letter looks like a clitic"),
    ("فبوتين كلافروف", "vladimir-putin sergey-lavrov", "fa and kaf"),
    ("عبدالفتاح السيسي", "abdel-fattah-el-sisi", "name parts written together"),
    ("عَبْدُ الفَتّاحِ السِّيسِي", "abdel-fattah-el-sisi", "harakat"),
    ("احمد الشرع وأســعد الشيباني", "ahmed-al-sharaa asaad-al-shaibani", "no hamza, tatweel"),
    ("حزب اللّه", "hezbollah", "shadda inside"),
    ("سيرجي لاڤروف", "sergey-lavrov", "Persian letter, Egyptian jim"),
    ("سيرجيه لافروف", "sergey-lavrov", "a first name spelled in a way nobody listed"),
    ("بشار حافظ الأسد", "bashar-al-assad", "a middle name"),
    ("محمد حسني مبارك", "hosni-mubarak", "محمد before a compound given name"),
    ("جنوب السودان والسودان", "south-sudan sudan", "the longest name wins"),
    ("مجلس الأمن الدولي", "security-council", "the longest alias wins"),
    ("وقال Sergey Lavrov و LAVROV", "sergey-lavrov sergey-lavrov", "Latin in any case"),
    ("حلف NATO و US و CNN", "nato united-states cnn", "acronyms in capitals"),
    ("let us go, un nato", "", "the same letters in small are words"),
    ("قالت أ.ف.ب", "afp", "an acronym with dots"),
    ("قال سيرغي. لافروف", "sergey-lavrov", "a full stop parts a name; the surname still counts"),
    ("بشار\n\nالأسد", "bashar-al-assad", "a new paragraph parts a name; the surname still counts"),
    ("", "", "empty"),
    ("123 ؟! «»", "", "no letters"),
]

SURNAMES = [
    ("ولافروف وبلافروف وللافروف", "sergey-lavrov sergey-lavrov sergey-lavrov", "an unambiguous surname stands alone"),
    ("سقوط الأسد¶فر بشار الأسد", "bashar-al-assad bashar-al-assad", "surname in the title, full name in the body"),
    ("فر حافظ الأسد. قال الأسد", "hafez-al-assad hafez-al-assad", "the article's full name comes first"),
    ("سقوط الأسد", "bashar-al-assad", "only one of several Assads is called by surname alone"),
    ("قال الشرع", "", "two are called الشرع: nobody can tell"),
    ("قال أحمد الشرع ثم الشرع", "ahmed-al-sharaa ahmed-al-sharaa", "the article tells which"),
    ("قال فاروق الشرع ثم الشرع. قال أحمد الشرع ثم الشرع",
     "farouk-al-sharaa farouk-al-sharaa ahmed-al-sharaa ahmed-al-sharaa", "the one named last"),
    ("قال كلينتون", "", "Hillary or Bill"),
    ("هيلاري كلينتون. قالت كلينتون", "hillary-clinton hillary-clinton", "Hillary"),
    ("ماهر الأسد ومحمد الأسد وأسماء الأسد", "", "somebody else's given name before the surname"),
    ("ماهر الشرع", "", "a brother"),
    ("بشار الأسد وماهر الأسد", "bashar-al-assad", "a brother beside the person"),
    ("إيفانكا ترامب وميلانيا ترامب", "", "daughter and wife"),
    ("دونالد ترامب جونيور", "", "the son who bears the name"),
    ("محمود عبد الفتاح السيسي", "", "a full name that is the father's in a longer name"),
    ("أحمد علي عبد الله صالح", "", "the son of a president"),
    ("خالد بن محمد بن سلمان", "", "a chain of fathers"),
    ("وقال بن سلمان", "mohammed-bin-salman", "a surname of two words"),
    ("عمل لصالح الشركة", "", "a surname that is an ordinary word"),
    ("علي عبد الله صالح عمل لصالح اليمن. قال صالح", "ali-abdullah-saleh ali-abdullah-saleh",
     "the ordinary word beside the full name"),
    ("قال عباس إن", "mahmoud-abbas", "a surname that is a given name, alone"),
    ("كتب عباس العقاد وعباس إبراهيم", "", "a surname that is a given name, at the beginning of another name"),
    ("رمضان مبارك وعيد مبارك", "", "a blessing, not Mubarak"),
    ("على الأسد أن يرحل", "bashar-al-assad", "the preposition على is not the given name علي"),
    ("مطار رفيق الحريري وشارع الشهيد رفيق الحريري", "", "places that bear a name"),
    ("بحيرة الأسد ومدينة الأسد", "", "a lake that bears a surname"),
    ("محمد شياع السوداني. وأكد السوداني", "mohammed-shia-al-sudani mohammed-shia-al-sudani", "a surname like a nisba"),
    ("الشعب السوداني واللاعب السوداني", "", "the nisba without the person"),
]  # fmt: skip

STATES = [
    ("وزير الخارجية الروسي والحكومة السورية", "russia syria", "office, body"),
    ("وزير الخارجية والمغتربين السوري", "syria", "a compound office"),
    ("نظيره الروسي ونظيرته الفرنسية", "russia france", "the counterpart"),
    ("الجانبين الروسي والسوري", "russia syria", "a dual shared by two adjectives"),
    ("العلاقات السورية-الروسية والتعاون السوري – الروسي", "syria russia syria russia", "hyphen and dash"),
    ("العلاقات السورية الروسية", "syria russia", "adjectives side by side"),
    ("الرئيس الأمريكي والأميركي", "united-states united-states", "both spellings"),
    ("وزيرا الخارجية الروسي سيرغي لافروف والسوري أسعد الشيباني",
     "russia sergey-lavrov syria asaad-al-shaibani", "adjectives parted by the person"),
    ("مسؤول سوري ومسؤولون روس ومسئولين أتراك", "syria russia turkey", "indefinite, plural, broken plural"),
    ("رئيس الوزراء الإسرائيلي", "israel", "office of two words"),
    ("القوات المسلحة المصرية", "egypt", "an adjective between"),
    ("قالت الخارجية الروسية والدفاع التركية", "russia turkey", "the ministry by its portfolio"),
    ("الدفاع الفرنسي ضعيف أمام المهاجمين", "", "a defence that is no ministry"),
    ("الجيش الإسرائيلي", "israeli-army israel", "a body that is an organisation too"),
    ("السفير الكوري الجنوبي والحكومة الكورية الشمالية", "south-korea north-korea", "adjectives of two words"),
    ("الحكومة الكونغولية", "", "an adjective of two states"),
    ("الكونغو الديمقراطية. الحكومة الكونغولية", "dr-congo dr-congo", "the article tells which"),
    ("الجبن الفرنسي", "", "cheese"),
    ("مطعم لبناني وأغنية مصرية", "", "a restaurant, a song"),
    ("الرئيس التنفيذي المصري لشركة", "", "a private office"),
    ("رئيس النادي المصري", "", "a club's president"),
    ("الرئيس روسي", "", "a predicate"),
    ("وزير الخارجية، الروسي", "", "a pause parts them"),
    ("الشعب السوري واللاعب السوري والأراضي السورية", "", "people and land are no bodies"),
    ("القهوة السعودية وأغنية سورية", "", "a name that is an adjective here"),
    ("زار السعودية وفي سورية والسعودية", "saudi-arabia syria saudi-arabia", "and a name here"),
    ("وزارة الخارجية السعودية", "saudi-arabia", "and an adjective at an office here"),
]  # fmt: skip

TRAPS = [
    ("عُمان وعَمّان", "oman", "vowels tell"),
    ("في العاصمة عمان", "", "the capital of Jordan"),
    ("قال الأردن في عمان", "jordan", "an article on Jordan"),
    ("زار مسقط وعمان", "oman", "an article on Oman"),
    ("الإمارات وعمان", "united-arab-emirates oman", "a list of states"),
    ("الأردن وعمان", "jordan", "Jordan and its capital"),
    ("خليج عمان", "", "a sea"),
    ("وصل إلى عمان", "", "nothing tells"),
    ("سلطنة عمان", "oman", "the full name"),
    ("الدعم المالي ودعم مالي والوضع المالي", "", "financial"),
    ("في مالي ولمالي", "mali mali", "after a preposition"),
    ("الوزير المالي", "", "an adjective of another meaning"),
    ("صلاة المغرب والمغرب العربي", "", "sunset; the Maghreb"),
    ("ملك المغرب", "morocco", "the kingdom"),
    ("نهر النيجر ثم النيجر ونيجيريا", "niger nigeria", "a river and two states"),
    ("بحيرة تشاد ونهر الأردن", "", "lake, river"),
    ("كأس كوبا أمريكا", "", "a cup"),
    ("كوبا وتوغو وبنين", "cuba togo benin", "states in a list"),
    ("مدرسة بنين وأطفال بنين وبنات", "", "boys"),
    ("ولاية جورجيا الأمريكية", "", "a state of the USA"),
    ("جورجيا ميلوني في جورجيا", "giorgia-meloni georgia", "a given name"),
    ("أمريكا اللاتينية وأميركا الجنوبية", "", "half a continent"),
    ("بحر الصين", "", "a sea"),
    ("نصف قطر الدائرة", "", "a radius"),
    ("فتح تحقيق وتم فتح الباب", "", "an ordinary verb"),
    ("حركة فتح و«فتح»", "fatah fatah", "introduced, quoted"),
    ("حماس وفتح", "hamas fatah", "in company"),
    ("الجزيرة العربية وشبه الجزيرة", "", "a peninsula"),
    ('شبكة "الجزيرة"', "al-jazeera", "introduced and quoted"),
    ("تحدث بكل حماس", "", "enthusiasm"),
    ("مجلس الأمن القومي", "", "another council"),
    ("الاتحاد الأوروبي لكرة القدم", "", "a football federation"),
    ("وطن وطني لبني كبير كمال", "", "words whose first letters look like clitics"),
]


def rows(*tables):
    return [pytest.param(text, ids, id=reason) for table in tables for text, ids, reason in table]


@pytest.mark.parametrize(("text", "ids"), rows(FULL_NAMES, SURNAMES, STATES, TRAPS))
def test_who_is_named(text, ids, known):
    assert named(text, known) == ids.split()


def test_mentions_keep_what_is_written(known):
    body = "وللأُممِ المتّحدة رأيٌ، وقالَ سيرغي لافروف"
    mentions, _ = tag("بوتين في موسكو", body, known)
    assert [(m.field, m.text) for m in mentions] == [
        ("title", "بوتين"),
        ("body", "وللأُممِ المتّحدة"),
        ("body", "سيرغي لافروف"),
    ]


def test_actors_by_mentions_then_place(known):
    _, actors = tag("تركيا", "روسيا ثم مصر ثم مصر ثم سوريا", known)
    assert [actor.id for actor in actors] == ["egypt", "turkey", "russia", "syria"]


def test_tokens_are_not_analysed_twice(known):
    title, body = "بوتين", "قال لافروف"
    given_tokens = tag(title, body, known, title_tokens=analyze(title), body_tokens=analyze(body))
    assert given_tokens == tag(title, body, known)


WORDS = st.sampled_from(
    [
        "قال",
        "بشار",
        "حافظ",
        "ماهر",
        "الأسد",
        "أحمد",
        "الشرع",
        "و",
        "وسيرغي",
        "لافروف",
        "وزير",
        "الخارجية",
        "الروسي",
        "والسوري",
        "عمان",
        "عُمان",
        "الأردن",
        "مالي",
        "في",
        "بن",
        "سلمان",
        "محمد",
        "حركة",
        "فتح",
        "«فتح»",
        "حماس،",
        "NATO",
        "us",
        "الجيش",
        "الإسرائيلي",
        "الجانبين",
        ".",
        "\n\n",
        "السعودية",
        "القهوة",
        "علي",
        "على",
        "صالح",
    ]
)


@settings(max_examples=200)
@given(st.lists(WORDS, max_size=40).map(" ".join) | st.text(max_size=200))
def test_mentions_cut_the_text_in_order(known, text):
    for mentions in ([m for m in tag(text, "", known)[0]], [m for m in tag("", text, known)[0]]):
        end = 0
        for mention in mentions:
            assert text[mention.start : mention.end] == mention.text != ""
            assert mention.start >= end
            end = mention.end
            assert known.get(mention.actor_id) is not None
