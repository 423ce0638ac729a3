"""Words and tokens: drawn evenly, and the same for ever where they must be."""

import hashlib
import re
from importlib import resources

from goldenthread.seals import api as seals

LIST = (resources.files("xkcdpass") / "static" / "eff-long").read_text("ascii").split()


def test_the_word_list_is_the_one_fingerprints_were_made_with():
    digest = hashlib.sha256("\n".join(LIST).encode()).hexdigest()

    assert digest == "abae49761b88f3f1ba31ef944bea1f61b795a3cd7e1cfb7d276ed45bf77967ba"
    assert len(set(LIST)) == 7776


def test_a_passphrase_is_six_words_of_the_list():
    for _ in range(200):
        words = seals.six_words().split(" ")

        assert len(words) == 6
        assert set(words) <= set(LIST)


def test_the_words_of_passphrases_come_from_all_of_the_list():
    drawn = {word for _ in range(10_000) for word in seals.six_words().split(" ")}

    assert len(drawn) > 7750  # 7,772.5 expected of 60,000 draws


def test_a_fingerprint_depends_on_each_part_and_on_their_order():
    prints = [
        seals.fingerprint_words(*parts)
        for parts in ((), (b"",), (b"a", b"b"), (b"b", b"a"), (b"ab",), (b"a", b"b", b""))
    ]

    assert len(set(prints)) == 6
    assert all(len(words) == 6 for words in prints)
    assert seals.fingerprint_words(b"a", b"b") == prints[2]


def test_a_token_is_43_characters_that_need_no_quoting():
    tokens = {seals.new_token() for _ in range(1000)}

    assert len(tokens) == 1000
    assert all(re.fullmatch(r"[A-Za-z0-9_-]{43}", token) for token in tokens)


def test_any_text_can_be_looked_up_by_its_hash():
    for token in ("", "x" * 100_000, "\x00", "☂", "\ud800"):
        assert len(seals.token_hash(token)) == 32

    assert seals.token_hash("a") != seals.token_hash("b")
