"""Surnames: whose they are, and when nobody can tell."""

import pytest

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
    ("قال العقيد تركي الشيباني. وأضاف الشيباني", "", "a surname the article gives to somebody unknown"),
    ("فلورنتينو بوتين", "", "an unknown given name"),
    ("أبلغ لافروف بوتين ووصف بوتين لافروف", "sergey-lavrov vladimir-putin vladimir-putin sergey-lavrov",
     "two surnames"),
    ("المتحدث باسم بوتين وضد ترامب ومنتقدو ترامب", "vladimir-putin donald-trump donald-trump", "no given names"),
    ("الرئيس صالح والوزير صالح", "ali-abdullah-saleh ali-abdullah-saleh", "an ordinary word after an office"),
    ("لاعب المنتخب ومدربه في المباراة على الملعب أمام مرمى كلاي. سجل بوتين هدفين", "",
     "a player in an article on sport"),
    ("لاعب المنتخب في المباراة على الملعب في كأس العالم. حضر فلاديمير بوتين. قال بوتين",
     "vladimir-putin vladimir-putin", "named in full in an article on sport"),
    ("كان له نصيب الأسد", "", "the lion's share"),
    ("محمد شياع السوداني. وأكد السوداني", "mohammed-shia-al-sudani mohammed-shia-al-sudani", "a surname like a nisba"),
    ("الشعب السوداني واللاعب السوداني", "", "the nisba without the person"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "ids"), [pytest.param(text, ids, id=reason) for text, ids, reason in SURNAMES])
def test_who_is_named(text, ids, named):
    assert named(text) == ids.split()
