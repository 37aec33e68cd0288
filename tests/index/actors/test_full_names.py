"""Full names of people, names of organisations and states: in every spelling, and never as part of another name."""

import pytest

NAMES = [
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
    ("#بشار_الأسد و#الجيش_الإسرائيلي", "bashar-al-assad israeli-army israel", "hashtags"),
    ("بشار حافظ الأسد", "bashar-al-assad", "a middle name"),
    ("محمد حسني مبارك", "hosni-mubarak", "محمد before a compound given name"),
    ("جنوب السودان والسودان", "south-sudan sudan", "the longest name wins"),
    ("مجلس الأمن الدولي", "security-council", "the longest alias wins"),
    ("وقال Sergey Lavrov و LAVROV", "sergey-lavrov sergey-lavrov", "Latin in any case"),
    ("حلف NATO و US و CNN", "nato united-states cnn", "acronyms in capitals"),
    ("let us go, un nato", "", "the same letters in small are words"),
    ("قالت أ.ف.ب", "afp", "an acronym with dots"),
    ("قالت رويترز وأ ف ب", "afp", "a clitic before the first letter of an acronym"),
    ("رفعت أوبك+ الإنتاج وقالت أوبك", "opec-plus opec", "a sign that tells one name from another"),
    ("زوجته وأم أولاده. قالت وام", "wam", "a word that differs from the name by a hamza"),
    ("قال سيرغي. لافروف", "sergey-lavrov", "a full stop parts a name; the surname still counts"),
    ("بشار\n\nالأسد", "bashar-al-assad", "a new paragraph parts a name; the surname still counts"),
    ("", "", "empty"),
    ("123 ؟! «»", "", "no letters"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "ids"), [pytest.param(text, ids, id=reason) for text, ids, reason in NAMES])
def test_who_is_named(text, ids, named):
    assert named(text) == ids.split()
