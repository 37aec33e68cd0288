"""Fingerprints tell copies from texts that only share a subject."""

import random

import pytest

from index.duplicates import BANDS, MIN_WORDS, PHRASE_WORDS, THRESHOLD, bands, fingerprint, similarity, words

VOCABULARY = [f"كلمة{chr(0x0627 + a)}{chr(0x0628 + b)}" for a in range(20) for b in range(25)]


def random_words(seed, length):
    return random.Random(seed).choices(VOCABULARY, k=length)


def alike(one, other):
    return similarity(fingerprint("", one).minhash, fingerprint("", other).minhash)


LONG = random_words(1, 300)


@pytest.mark.parametrize(
    ("other", "near"),
    [
        pytest.param(LONG, True, id="the same words"),
        pytest.param(LONG[:290], True, id="last sentence cut"),
        pytest.param(["القاهرة", "رويترز", *LONG], True, id="agency line before"),
        pytest.param([*LONG[:100], "مسؤول", *LONG[101:]], True, id="one word changed"),
        pytest.param(LONG[:150], False, id="only the first half"),
        pytest.param([*LONG[:100], *random_words(2, 200)], False, id="a third taken over"),
        pytest.param(random_words(3, 300), False, id="another text of the same words"),
        pytest.param(LONG[::-1], False, id="the same words in another order"),
    ],
)
def test_near_copies(other, near):
    assert (alike(LONG, other) >= THRESHOLD) is near
    if near:
        shared = set(bands(fingerprint("", LONG).minhash)) & set(bands(fingerprint("", other).minhash))
        assert shared, "a table of bands would not find it"


@pytest.mark.parametrize("share", [0.2, 0.4, 0.6, 0.8])
def test_similarity_estimates_the_shared_part(share):
    """The mean over many pairs is close to the share of shingles that both have."""
    estimates = []
    for seed in range(20):
        common = round(400 * 2 * share / (1 + share))
        one = random_words(seed, 400)
        estimates.append(alike(one, [*one[:common], *random_words(seed + 1000, 400 - common)]))
    assert sum(estimates) / len(estimates) == pytest.approx(share, abs=0.05)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        pytest.param("قالَ الرّئيس أحمد", "قال الرئيس احمد.", True, id="harakat, hamza seats, punctuation"),
        pytest.param("قال الرئيس", "قال الوزير", False, id="another word"),
        pytest.param("", "", True, id="empty"),
    ],
)
def test_exact_copies(one, other, same):
    assert (fingerprint("ع", words(one)).exact == fingerprint("ع", words(other)).exact) is same


@pytest.mark.parametrize(
    ("length", "same", "near"),
    [
        pytest.param(2, False, False, id="«شاهد الفيديو» under two headlines is two stories"),
        pytest.param(PHRASE_WORDS - 1, False, False, id="the longest phrase"),
        pytest.param(PHRASE_WORDS, True, False, id="a sentence is the same under any headline"),
        pytest.param(MIN_WORDS - 1, True, False, id="the longest text only compared exactly"),
        pytest.param(MIN_WORDS, True, True, id="the shortest text with near copies"),
    ],
)
def test_short_texts(length, same, near):
    text = random_words(5, length)
    one, other = fingerprint("أول", text), fingerprint("ثان", text)
    assert (one.exact == other.exact) is same
    assert (one.minhash != b"") is near and len(bands(one.minhash)) == (BANDS if near else 0)
    assert similarity(one.minhash, other.minhash) == (1.0 if near else 0.0)


def test_bands_fit_a_signed_column():
    found = bands(fingerprint("", LONG).minhash)
    assert len(found) == BANDS and all(0 <= band < 2**63 for band in found)


def test_fingerprints_never_change():
    """They are stored: a library that computes others would part copies from their originals unnoticed."""
    made = fingerprint("ع", [f"w{i}" for i in range(50)])
    assert made.exact.hex() == "dd5d560041721925a7faece363a0c8b4"
    assert made.minhash[:8].hex() == "779d5104f4b07501"
    assert bands(made.minhash)[0] == 52365867139919411
