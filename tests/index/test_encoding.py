"""index/encoding.py: bytes of every kind to text."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.encoding import clean, decode, detect, repair
from index.errors import RejectedRecord

NEWS = "وصل وزير الخارجية إلى العاصمة مساء أمس، وقال إن المباحثات «مثمرة»؛ فهل تستمر؟"

# Words to build texts from; random letters are no language, so no detector can tell their encoding.
SENTENCE = (
    "أعلن الرئيس في العاصمة أن الحكومة سوف تواصل العمل على تنفيذ الاتفاق مع الدول المجاورة خلال الأسبوع المقبل "
    "وأكد المتحدث باسم الوزارة الجديدة للصحفيين عدم وجود أي خلاف بين الطرفين حول القضية"
)
sentences = st.lists(st.sampled_from(SENTENCE.split()), min_size=10, max_size=30, unique=True).map(" ".join)


@pytest.mark.parametrize(
    "encoding", ["utf-8", "cp1256", "iso8859-6", "utf-16-le", "utf-16-be", "utf-8-sig", "utf-16", "utf-32"]
)
@given(text=sentences)
def test_arabic_sentences_survive_every_encoding(encoding, text):
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize("encoding", ["utf-8", "cp1256", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", ["وزير الخارجية", "القمة العربية", "بيروت", "استقالة الحكومة", "الرئيس: لا حرب"])
def test_a_few_words_are_enough(encoding, text):
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize(
    ("data", "text"),
    [
        pytest.param(b"", "", id="nothing"),
        pytest.param(b"\n", "\n", id="only a line end"),
        pytest.param(b"Reuters 2025", "Reuters 2025", id="ascii"),
        pytest.param("café à Genève".encode("cp1252"), "café à Genève", id="french in windows-1252"),
        pytest.param("Señor Müller, Año".encode("cp1252"), "Señor Müller, Año", id="latin letters that 1256 has not"),
        pytest.param(
            "Президент России приехал в Москву".encode("cp1251"), "Президент России приехал в Москву", id="russian"
        ),
        pytest.param("أ\r\nب\rج\u2028د".encode(), "أ\nب\nج\nد", id="line ends"),
        pytest.param("\ufeffخبر \ufeffعاجل".encode(), "خبر عاجل", id="byte order marks, also inside"),
        pytest.param(f"خبر\x00 \x07عاجل\x1b: {NEWS}".encode(), f"خبر عاجل: {NEWS}", id="controls"),
        pytest.param(NEWS.encode()[:-1], NEWS[:-1] + "\ufffd", id="cut in a character"),
        pytest.param(NEWS.encode("utf-16-le") + b"\x41", NEWS, id="odd number of bytes of utf-16"),
        pytest.param(
            ("نص طويل " * 20).encode() + b"\xff" + "آخر".encode(), "نص طويل " * 20 + "\ufffdآخر", id="one bad byte"
        ),
    ],
)
def test_decode(data, text):
    assert decode(data) == text


@pytest.mark.parametrize(
    ("hint", "data", "text"),
    [
        pytest.param("windows-1256", NEWS.encode("cp1256"), NEWS, id="right"),
        pytest.param("windows-1256", NEWS.encode(), NEWS, id="wrong: it is utf-8"),
        pytest.param("utf-8", NEWS.encode("cp1256"), NEWS, id="wrong: it is windows-1256"),
        pytest.param("iso-8859-1", NEWS.encode("cp1256"), NEWS, id="wrong: a template's leftover"),
        pytest.param("iso-8859-6", "نحو".encode("iso8859-6"), "نحو", id="decides where little else does"),
        pytest.param("no-such-charset", NEWS.encode("cp1256"), NEWS, id="unknown"),
        pytest.param("base64", NEWS.encode("cp1256"), NEWS, id="a codec, but not of text"),
        pytest.param("rot13\x00", NEWS.encode("cp1256"), NEWS, id="hostile"),
    ],
)
def test_a_declaration_helps_but_is_not_believed(hint, data, text):
    assert decode(data, hint) == text


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", id="png"),
        pytest.param(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", id="pdf"),
        pytest.param(b"PK\x03\x04\x14\x00", id="zip"),
        pytest.param(b"\x1f\x8b\x08\x00", id="gzip"),
        pytest.param(b"\xff\xd8\xff\xe0\x00\x10JFIF", id="jpeg"),
        pytest.param(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", id="doc"),
        pytest.param(b"\x00\x00\x00\x18ftypmp42", id="mp4"),
        pytest.param(bytes(200), id="zeros"),
        pytest.param(bytes(range(256)) * 4, id="all bytes"),
        pytest.param(b"\x7fELF\x02\x01\x01", id="program"),
    ],
)
def test_binaries_are_refused(data):
    with pytest.raises(RejectedRecord) as error:
        decode(data)
    assert error.value.reason == "binary"


@given(st.binary(max_size=2_000))
def test_any_bytes_give_clean_text_or_a_refusal(data):
    try:
        text = decode(data)
    except RejectedRecord as error:
        assert error.reason in ("binary", "undecodable")
    else:
        assert clean(text) == text
        text.encode("utf-8")


@given(st.text())
def test_utf8_is_never_mistaken(text):
    marked = codecs.BOM_UTF8 + clean(text).encode()
    assert decode(marked) == repair(clean(text))


@given(st.text(st.characters(codec="utf-8")))
def test_cleaning_twice_changes_nothing(text):
    assert clean(clean(text)) == clean(text)


def test_lone_surrogates_cannot_remain():
    assert clean("a\ud800b") == "a\ufffdb"


@pytest.mark.parametrize("misread", ["cp1252", "latin-1", "cp1256"])
@pytest.mark.parametrize("text", ["السلام عليكم", "محمد في فلسطين", "وزير الخارجية الروسي في دمشق، يوم ٥ أيار"])
def test_misread_utf8_is_put_right(misread, text):
    garbled = "".join(bytes([byte]).decode(misread, "ignore") or chr(byte) for byte in text.encode())
    assert garbled != text
    assert repair(garbled) == text
    assert decode(garbled.encode()) == text


def test_text_misread_twice_is_put_right():
    text = "القمة العربية في بغداد"
    twice = text.encode().decode("latin-1").encode().decode("latin-1")
    assert repair(twice) == text


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(NEWS, id="right arabic"),
        pytest.param("قطع، طريق؛ وضع «صعب» مع… ثم ط؟", id="letters before punctuation"),
        pytest.param("ط،", id="two characters that could be one"),
        pytest.param("Ærø, Øresund and Ålesund", id="danish"),
        pytest.param("VoilÃ  une Ã©tude", id="misread french is not ours to change"),
        pytest.param("Ø§Ù„ … ثم عربي صحيح", id="a line that is only partly misread"),
    ],
)
def test_text_that_is_not_certainly_misread_stays(text):
    assert repair(text) == text


def test_only_misread_lines_change():
    good = "هذا سطر سليم"
    assert repair(f"{good}\n{'سطر تالف'.encode().decode('latin-1')}\n{good}") == f"{good}\nسطر تالف\n{good}"


def test_detect_needs_only_the_first_part():
    assert detect((NEWS * 2_000).encode()[:65_535]) == "utf-8"
