"""Names that are ordinary words, other places or parts of other names."""

import pytest

TRAPS = [
    ("الدعم المالي ودعم مالي والوضع المالي", "", "financial"),
    ("في مالي ولمالي", "mali mali", "after a preposition"),
    ("دعم فني ومالي وفساد إداري ومالي", "", "financial, after an adjective of its kind"),
    ("مالي والنيجر وتشاد ومالي", "mali niger chad mali", "in a list of states"),
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
    ("المنظمة الجزيرة", "", "a definite noun introduces nothing"),
    ("الجزيرة العربية وشبه الجزيرة", "", "a peninsula"),
    ('شبكة "الجزيرة"', "al-jazeera", "introduced and quoted"),
    ("تحدث بكل حماس", "", "enthusiasm"),
    ("مجلس الأمن القومي", "", "another council"),
    ("أحكام الشرع ومخالف للشرع والشرع الحنيف", "", "the law of religion"),
    ("تونس العاصمة والعاصمة الجزائر ومدينة الكويت", "", "capitals that bear the name of the state"),
    ("في تونس والجزائر والكويت", "tunisia algeria kuwait", "and the states"),
    ("الصليب الأحمر اللبناني", "", "a society of one country"),
    ("كان حماس المشجعين كبيرا", "", "enthusiasm of fans"),
    ("وفا بوعده. نقلت «وفا» عن وكالة وفا", "wafa wafa", "a verb, quoted, introduced"),
    ("الإمبراطور الروماني", "", "an emperor of Rome"),
    ("الاتحاد الأوروبي لكرة القدم", "", "a football federation"),
    ("السياسة الخارجية الفرنسية والتجارة الخارجية الفرنسية", "", "what is foreign, no ministry"),
    ("وقالت الخارجية الفرنسية", "french-foreign-ministry france", "the ministry by its short name"),
    ("وطن وطني لبني كبير كمال", "", "words whose first letters look like clitics"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "ids"), [pytest.param(text, ids, id=reason) for text, ids, reason in TRAPS])
def test_who_is_named(text, ids, named):
    assert named(text) == ids.split()
