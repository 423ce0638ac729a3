"""Known answers published by others, for each primitive that our formats stand on (G6)."""

import hashlib
import json
import os
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from nacl import bindings as sodium

from goldenthread.seals import api as seals
from goldenthread.seals import primitives
from tests.seals import independent

pytestmark = pytest.mark.row("G6")

PUBLISHED = json.loads((Path(__file__).parent / "vectors" / "published.json").read_text())
_HPKE = PUBLISHED["rfc9180_base_x25519_sha256_aes256gcm"]


def _hex(case, *names):
    return [bytes.fromhex(case[name]) for name in names]


def _drawn(stream):
    """Take one length byte from the stream and then as many bytes, as the vector's makers did."""
    length = stream.pop(0)
    taken = bytes(stream[:length])
    del stream[:length]
    return taken


@pytest.mark.parametrize("case", PUBLISHED["rfc8032_ed25519"])
def test_ed25519_signs_and_verifies_as_rfc_8032_says(case):
    private, public, message, signature = _hex(case, "private", "public", "message", "signature")

    assert seals.signing_public(private) == public
    assert seals.sign(private, message) == signature
    assert seals.verify(public, message, signature) is True
    assert seals.verify(public, message + b"!", signature) is False


@pytest.mark.parametrize("case", PUBLISHED["rfc5869_hkdf_sha256"])
def test_hkdf_derives_as_rfc_5869_says(case):
    key, salt, info, derived = _hex(case, "ikm", "salt", "info", "okm")

    assert independent.extract_and_expand(key, info, len(derived), salt) == derived
    if not salt:
        assert seals.hkdf(key, info, len(derived)) == derived


@pytest.mark.parametrize("length", [1, 16, 31, 32, 33, 64, 255, 8160])
def test_hkdf_agrees_with_two_other_implementations_at_every_kind_of_length(length):
    key, info = os.urandom(40), os.urandom(20)

    derived = seals.hkdf(key, info, length)

    assert derived == independent.extract_and_expand(key, info, length)
    assert derived == HKDF(hashes.SHA256(), length, None, info).derive(key)


@pytest.mark.parametrize("case", PUBLISHED["rfc4231_hmac"])
def test_hmac_answers_as_rfc_4231_says(case):
    key, message, with_256, with_512 = _hex(case, "key", "message", "sha256", "sha512")

    assert seals.hmac_sha256(key, message) == with_256
    assert primitives.hmac_sha512(key, message) == with_512


@pytest.mark.parametrize("case", PUBLISHED["fips180_sha256"])
def test_sha_256_answers_as_fips_180_says(case):
    message, digest = _hex(case, "message", "digest")

    assert seals.sha256(message) == digest


@pytest.mark.parametrize("case", PUBLISHED["gcm_aes256_zero_nonce"])
def test_aes_256_gcm_under_a_zero_nonce_answers_as_its_authors_say(case):
    key, plain, sealed = _hex(case, "key", "plaintext", "sealed")

    assert primitives.aes_seal(key, plain) == sealed
    assert primitives.aes_open(key, sealed) == plain
    assert sodium.crypto_aead_aes256gcm_encrypt(plain, None, bytes(12), key) == sealed


def test_our_second_hpke_gives_the_keys_and_the_thousand_ciphertexts_of_rfc_9180():
    info, seed_e, seed_r, private, public, enc, expected = _hex(
        _HPKE, "info", "ikmE", "ikmR", "skRm", "pkRm", "enc", "encryptions_accumulated"
    )
    ephemeral, ephemeral_public = independent.derived_pair(seed_e)
    assert independent.derived_pair(seed_r) == (private, public)
    assert ephemeral_public == enc

    point = sodium.crypto_scalarmult(ephemeral, public)
    key, nonce = independent.hpke_keys(point, enc, public, info)
    stream = bytearray(hashlib.shake_128(b"").digest(600_000))
    sink = hashlib.shake_128()
    for counter in range(1000):
        aad, plain = _drawn(stream), _drawn(stream)
        at = int.from_bytes(nonce, "big") ^ counter
        sink.update(sodium.crypto_aead_aes256gcm_encrypt(plain, aad, at.to_bytes(12, "big"), key))

    assert sink.digest(16) == expected


def test_our_hpke_opens_what_rfc_9180s_own_keys_sealed():
    info, seed_e, private, public, enc = _hex(_HPKE, "info", "ikmE", "skRm", "pkRm", "enc")
    plain = b"Beauty is truth, truth beauty"

    sealed = independent.hpke_seal(public, info, plain, seed_e)

    assert sealed[:32] == enc
    assert primitives.hpke_open(private, info, sealed) == plain


def test_each_hpke_opens_what_the_other_sealed():
    pair, info = seals.new_sealing_pair(), os.urandom(50)

    ours = primitives.hpke_seal(pair.public, info, b"from us")
    theirs = independent.hpke_seal(pair.public, info, b"from them", os.urandom(32))

    assert independent.hpke_open(pair.private, info, ours) == b"from us"
    assert primitives.hpke_open(pair.private, info, theirs) == b"from them"


def test_the_argon2id_we_compare_with_answers_as_rfc_9106_says():
    case = PUBLISHED["rfc9106_argon2id"]
    password, salt, secret, data, tag = _hex(case, "password", "salt", "secret", "data", "tag")
    peer = Argon2id(
        salt=salt, length=32, iterations=3, lanes=4, memory_cost=32, ad=data, secret=secret
    )

    assert peer.derive(password) == tag


@pytest.mark.parametrize(("memory_kib", "passes"), [(8, 1), (8, 3), (64, 2), (1024, 3)])
def test_stretch_is_that_argon2id_with_one_lane(memory_kib, passes):
    salt = os.urandom(16)
    peer = Argon2id(salt=salt, length=32, iterations=passes, lanes=1, memory_cost=memory_kib)

    stretched = seals.stretch("vérité ✓", salt, seals.Cost(memory_kib, passes))

    assert stretched == peer.derive("vérité ✓".encode())
