"""
Bytes to text: which encoding a file is really in, and the text cleaned of what no reader should see.

The order is the order of certainty:

1. a byte order mark says it (UTF-8, UTF-16, UTF-32)
2. a known binary signature (PNG, PDF, ZIP …) is refused
3. UTF-16 without a mark shows in its columns: every second byte is 00 or 06
4. valid UTF-8 is UTF-8: Arabic in another encoding is practically never valid UTF-8 by chance
5. UTF-8 with a few damaged bytes is still UTF-8
6. otherwise every candidate is read and scored by how much the result looks like Arabic (or Latin) words;
   what the page declares gets a head start, no more: declarations are often wrong
7. where nothing scores, charset-normalizer is asked; it is not asked first, because on short Arabic texts
   it is mostly wrong

>>> decode("الكرملين".encode("cp1256"))
'الكرملين'
>>> decode("موسكو".encode("utf-16-be"))
'موسكو'
>>> repair("Ø§Ù„Ø³Ù„Ø§Ù…")
'السلام'
"""

from __future__ import annotations

import codecs
import logging
import re

import charset_normalizer

from index.errors import RejectedRecord
from index.likeness import ARABIC_LETTERS, likeness

# A byte order mark and what it means. UTF-32 comes first: its little-endian mark begins with UTF-16's.
MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

# How files that are not text begin, and what to call them in the refusal.
SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive or an Office document"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"\x1f\x8b", "a gzip file"),
    (b"BZh", "a bzip2 file"),
    (b"\xfd7zXZ\x00", "an xz file"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!\x1a", "a RAR archive"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard file"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"\x7fELF", "a program"),
    (b"OggS", "an Ogg file"),
    (b"ID3", "an MP3 file"),
    (b"wOF2", "a font"),
    (b"wOFF", "a font"),
)

# The 8-bit encodings Arabic news is found in; windows-1252 is for the Latin texts between them.
# Each has a head start by how often it is met.
CANDIDATES = {"cp1256": 0.25, "iso8859-6": 0.0, "cp1252": 0.0}
# What a page may declare, where Python's name for it is another encoding than browsers read it as.
BROWSER_NAMES = {"iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-6": "iso8859-6"}

SAMPLE = 65_536  # bytes looked at; an encoding does not change within a file
CONTROL_SHARE = 0.05  # of the bytes: above it, a file is not text
ENOUGH = 0.3  # a score below it is no Arabic and no Latin
HEAD_START = 0.4  # added to the score of the declared encoding

_RUNS = re.compile(r"[^\x00-\x7f]+")
_LETTERS = re.compile(r"[^\W\d_\x00-\x7f]")

_LOG = logging.getLogger("charset_normalizer")
_LOG.addHandler(logging.NullHandler())
_LOG.propagate = False


def decode(data: bytes, hint: str | None = None) -> str:
    """The text in ``data``, cleaned and with certain mojibake undone.

    ``hint`` is the encoding its source declared, if any. Raises RejectedRecord with the reason ``binary``
    or ``undecodable``.
    """
    return clean(repair(decode_raw(data, detect(data, hint))))


def decode_raw(data: bytes, encoding: str) -> str:
    """``data`` read as ``encoding`` without its byte order mark, a damaged character as U+FFFD."""
    for mark, name in MARKS:
        if name == encoding and data.startswith(mark):
            data = data[len(mark) :]
            break
    if encoding.startswith("utf-16"):
        data = data[: len(data) // 2 * 2]
    return data.decode(encoding, errors="replace")


def detect(data: bytes, hint: str | None = None) -> str:
    """The Python name of the encoding of ``data`` (its first part is enough). Raises as `decode`."""
    for mark, name in MARKS:
        if data.startswith(mark):
            return name
    _refuse_signature(data)
    sample = data[:SAMPLE]
    wide = _utf16_columns(sample)
    if wide is not None:
        return wide
    _refuse_controls(sample)
    if _is_utf8(sample, whole=len(data) <= SAMPLE):
        return "utf-8"
    return _best_candidate(sample, _python_name(hint))


def _refuse_signature(data: bytes) -> None:
    for signature, name in SIGNATURES:
        if data.startswith(signature):
            raise RejectedRecord("binary", f"this is {name}, not text")
    if data[4:8] == b"ftyp" or (data[:4] == b"RIFF" and data[8:12] in (b"WEBP", b"WAVE", b"AVI ")):
        raise RejectedRecord("binary", "this is a media file, not text")


def _refuse_controls(sample: bytes) -> None:
    controls = len(sample) - len(sample.translate(None, bytes([*range(9), *range(14, 27), *range(28, 32)])))
    if controls > 1 and controls > len(sample) * CONTROL_SHARE:
        raise RejectedRecord("binary", "this is not text: it is full of control characters")


def _utf16_columns(sample: bytes) -> str | None:
    """UTF-16 shows as one column of high bytes that are nearly all 00 (ASCII) or 06 (Arabic)."""
    for name, high, low in (("utf-16-le", sample[1::2], sample[::2]), ("utf-16-be", sample[::2], sample[1::2])):
        if len(high) < 2 or len(low) < 2:
            continue
        core = high.count(0) + high.count(6)
        rest = sum(high.count(byte) for byte in (0x20, 0xFB, 0xFC, 0xFD, 0xFE))
        if core * 2 < len(high) or (core + rest) < len(high) * 0.9 or low.count(0) + low.count(6) > len(low) * 0.2:
            continue
        text = decode_raw(sample, name)
        odd = sum(not (c.isprintable() or c in "\t\n\r\ufeff") and not _is_format(c) for c in text)
        if odd <= max(len(text) * CONTROL_SHARE, 0):
            return name
    return None


def _is_format(char: str) -> bool:
    return (
        "\u200b" <= char <= "\u200f" or "\u202a" <= char <= "\u202e" or "\u2066" <= char <= "\u2069" or char == "\xa0"
    )


def _is_utf8(sample: bytes, whole: bool) -> bool:
    """Valid UTF-8, or UTF-8 in which damage is rare beside whole characters."""
    decoder = codecs.getincrementaldecoder("utf-8")(errors="replace")
    text = decoder.decode(sample, final=whole)
    damaged = text.count("\ufffd") - sample.count(b"\xef\xbf\xbd")
    if damaged <= 0:
        return True
    good = sum(len(run) - run.count("\ufffd") for run in _RUNS.findall(text))
    return bool(good >= 10 * damaged)


def _python_name(declared: str | None) -> str | None:
    """Python's name of a declared encoding; None where it is unknown or contradicts what was found."""
    try:
        name = codecs.lookup((declared or "").strip()).name
    except (LookupError, UnicodeEncodeError, ValueError):
        return None
    return None if name.startswith(("utf", "idna", "punycode")) else BROWSER_NAMES.get(name, name)


def _best_candidate(sample: bytes, hint: str | None) -> str:
    scores: dict[str, float] = {}
    for name in dict.fromkeys((*CANDIDATES, *([hint] if hint else []))):
        try:
            text = sample.decode(name, errors="replace")
        except (LookupError, ValueError):  # a codec that is not a text encoding
            continue
        scores[name] = likeness(text) + CANDIDATES.get(name, 0.0) + (HEAD_START if name == hint else 0.0)
    best = max(scores, key=lambda name: scores[name])
    if scores[best] > ENOUGH or not _LETTERS.search(sample.decode(best, errors="replace")):
        return best
    guess = charset_normalizer.from_bytes(sample).best()
    if guess is None:
        raise RejectedRecord("undecodable", "the encoding is not known; save the file as UTF-8")
    return guess.encoding


# --- text -------------------------------------------------------------------------------------------------

_NEWLINES = re.compile(r"\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_REMOVED = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff\ufffe\uffff]")
_SURROGATES = re.compile("[\ud800-\udfff]")


def clean(text: str) -> str:
    """``text`` with \\n as its only line end and without control characters, marks and lone surrogates."""
    text = _NEWLINES.sub("\n", text)
    return _SURROGATES.sub("\ufffd", _REMOVED.sub("", text))


# Windows-1252 has five holes; programs that misread UTF-8 with it let those bytes through unchanged.
_BYTE_1252 = {bytes([byte]).decode("cp1252", errors="ignore") or chr(byte): byte for byte in range(256)}
_BYTE_1252 |= {chr(byte): byte for byte in range(0x80, 0xA0)}
# What the lead bytes of Arabic in UTF-8 turn into when misread, and what the bytes after them do.
_AFTER_LEAD = re.escape(bytes(range(0x80, 0xC0)).decode("cp1256"))
_MISREAD_1252 = re.compile("[Ø-ÛÃ][\x80-\xbf\u0152-\u2122]")
_MISREAD_1256 = re.compile(f"[{bytes(range(0xD8, 0xDC)).decode('cp1256')}أ][{_AFTER_LEAD}]")
MAX_LAYERS = 3  # how many times over a text is found to be misread


def repair(text: str) -> str:
    """``text`` with every line that is UTF-8 misread as windows-1252, latin-1 or windows-1256 put right.

    A line is changed only when all of it goes back to bytes that are valid UTF-8 and make Arabic words, which
    text that was right in the first place does not.
    """
    if not (_MISREAD_1252.search(text) or _MISREAD_1256.search(text)):
        return text
    return "\n".join(map(_repair_line, text.split("\n")))


def _repair_line(line: str) -> str:
    fixed = line
    for _ in range(MAX_LAYERS):
        below = _one_layer(fixed)
        if below is None:
            break
        fixed = below
        if sum(char in ARABIC_LETTERS for char in fixed) >= 3 and likeness(fixed) > 0.5:
            return fixed
    return line


def _one_layer(line: str) -> str | None:
    """``line`` with one misreading undone; None where it was not misread."""
    for pattern, encode in ((_MISREAD_1252, _encode_1252), (_MISREAD_1256, _encode_1256)):
        if pattern.search(line):
            try:
                return encode(line).decode("utf-8")
            except (UnicodeError, KeyError):
                continue
    return None


def _encode_1252(line: str) -> bytes:
    return bytes(_BYTE_1252[char] for char in line)


def _encode_1256(line: str) -> bytes:
    return line.encode("cp1256")
