"""States by their adjective in an office or body; songs and cheese credit nobody."""

import pytest

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
    ("وزارة الخارجية الروسية", "russian-foreign-ministry russia", "a ministry that is an organisation too"),
    ("المجلس الوطني السوري", "syrian-national-council", "a council of the opposition is no body of the state"),
    ("السفير الكوري الجنوبي والحكومة الكورية الشمالية", "south-korea north-korea", "adjectives of two words"),
    ("الحكومة الكونغولية", "", "an adjective of two states"),
    ("الكونغو الديمقراطية. الحكومة الكونغولية", "dr-congo dr-congo", "the article tells which"),
    ("مسؤول ألماني والوزير الألماني", "germany germany", "an adjective that begins like the article"),
    ("الرئيس الجنوب أفريقي", "south-africa", "the article before two words"),
    ("القمة الثلاثية المصرية السورية العراقية", "egypt syria iraq", "three adjectives"),
    ("الوزير المصري بدر عبد العاطي والتركي هاكان فيدان", "egypt turkey", "after somebody unknown"),
    ("لقاء سوري–روسي رفيع", "syria russia", "a meeting between two"),
    ("الممثل الدائم الروسي", "russia", "an envoy"),
    ("الممثل المصري", "", "an actor of films"),
    ("التجارة المصرية والثقافة السورية", "", "trade and culture are no ministries alone"),
    ("رئيسة الوزراء الفرنسية جورجيا", "france georgia", "a state after an adjective is no adjective"),
    ("الجبن الفرنسي", "", "cheese"),
    ("مطعم لبناني وأغنية مصرية", "", "a restaurant, a song"),
    ("بنك مصر وجامعة لبنان ووكالة أنباء روسيا وكأس فرنسا", "", "parts of other names"),
    ("قاعدة عسكرية روسية", "", "a thing described"),
    ("الرئيس التنفيذي المصري لشركة", "", "a private office"),
    ("رئيس النادي المصري", "", "a club's president"),
    ("الرئيس روسي", "", "a predicate"),
    ("وزير الخارجية، الروسي", "", "a pause parts them"),
    ("الشعب السوري واللاعب السوري والأراضي السورية", "", "people and land are no bodies"),
    ("القهوة السعودية وأغنية سورية", "", "a name that is an adjective here"),
    ("زار السعودية وفي سورية والسعودية", "saudi-arabia syria saudi-arabia", "and a name here"),
    ("وزارة الخارجية السعودية", "saudi-arabia", "and an adjective at an office here"),
    ("القهوة السعودية والقهوة السعودية وبالقهوة السعودية", "", "an adjective, whatever precedes the article"),
    ("طائرات روسية وسورية والأفلام المصرية والسعودية", "", "an adjective joined to another"),
    ("القوات المصرية والسعودية", "egypt saudi-arabia", "and joined to one at a body"),
    ("بين مصر وسورية والسعودية", "egypt syria saudi-arabia", "and names in a list"),
    ("وزيرة الأمن الداخلي الأمريكية وقوى الأمن الداخلي اللبنانية", "united-states lebanon", "security within"),
    ("المدير العام للأمن العام اللبناني", "lebanon", "a body behind a preposition"),
    ("سلطات مالي", "mali", "a masculine adjective does not agree with a feminine plural"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "ids"), [pytest.param(text, ids, id=reason) for text, ids, reason in STATES])
def test_who_is_named(text, ids, named):
    assert named(text) == ids.split()
