"""A second implementation of every sealed format, written from docs/formats/envelope-1.md alone.

It shares no line and no library with goldenthread.seals: hmac, hashlib and zlib from the standard
library, AES-256-GCM, X25519 and Ed25519 from libsodium. Slow and plain on purpose (G6).
"""

import hashlib
import hmac
import zlib

from nacl import bindings as sodium

ZERO_NONCE = bytes(12)
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


class Refused(Exception):
    """This implementation will not open it."""


def number(value, width):
    return value.to_bytes(width, "big")


def listed(*parts):
    out = number(len(parts), 2)
    for part in parts:
        out += number(len(part), 4) + part
    return out


def extract_and_expand(key, info, length=32, salt=b""):
    secret = hmac.new(salt or bytes(32), key, hashlib.sha256).digest()
    out, block, counter = b"", b"", 1
    while len(out) < length:
        block = hmac.new(secret, block + info + number(counter, 1), hashlib.sha256).digest()
        out, counter = out + block, counter + 1
    return out[:length]


def padded_size(size):
    exponent = 0
    while 2 ** (exponent + 1) <= size:
        exponent += 1
    digits = 0
    while 2**digits <= exponent:
        digits += 1
    step = 2 ** (exponent - digits)
    return (size + step - 1) // step * step


def frame(payload, *, pad):
    plain = number(len(payload), 4) + payload
    return plain + bytes(padded_size(len(plain)) - len(plain)) if pad else plain


def unframe(plain, *, pad):
    length = int.from_bytes(plain[:4], "big")
    payload = plain[4 : 4 + length]
    if len(payload) != length or frame(payload, pad=pad) != plain:
        raise Refused
    return payload


def raw_deflate(payload):
    return zlib.compress(payload, 6)[2:-4]


def bound_to(*, instance, compartment, epoch, kind, record, revision):
    return listed(
        instance, compartment, number(epoch, 8), kind.encode(), record, number(revision, 8)
    )


def envelope_keys(key, head, context):
    text = listed(b"coach/v1/rec", head, bound_to(**context))
    secret = hmac.new(key, text, hashlib.sha512).digest()
    return secret[:32], secret[32:48]


def envelope_of_plain(key, context, plain, *, flags, salt, start=b"cE\x01\x01", kid=None):
    """Make an envelope around any plaintext and flags: also such as no writer ever makes."""
    kid = extract_and_expand(key, b"coach/v1/kid", 16) if kid is None else kid
    head = start + bytes([flags]) + kid + salt
    aes_key, commitment = envelope_keys(key, head, context)
    sealed = sodium.crypto_aead_aes256gcm_encrypt(plain, None, ZERO_NONCE, aes_key)
    return head + commitment + sealed


def make_envelope(key, context, payload, *, flags, salt):
    body = raw_deflate(payload) if flags & 1 else payload
    return envelope_of_plain(key, context, frame(body, pad=bool(flags & 2)), flags=flags, salt=salt)


def open_envelope(key, context, envelope):
    head, commitment, sealed = envelope[:45], envelope[45:61], envelope[61:]
    if head[:4] != b"cE\x01\x01" or head[4] not in {0, 1, 2, 3}:
        raise Refused
    if head[5:21] != extract_and_expand(key, b"coach/v1/kid", 16):
        raise Refused
    aes_key, expected = envelope_keys(key, head, context)
    if expected != commitment:
        raise Refused
    plain = sodium.crypto_aead_aes256gcm_decrypt(sealed, None, ZERO_NONCE, aes_key)
    body = unframe(plain, pad=bool(head[4] & 2))
    return zlib.decompress(body, -15) if head[4] & 1 else body


# RFC 9180, base mode, DHKEM(X25519, HKDF-SHA256) / HKDF-SHA256 / AES-256-GCM.
KEM_SUITE = b"KEM" + number(0x20, 2)
HPKE_SUITE = b"HPKE" + number(0x20, 2) + number(1, 2) + number(2, 2)


def labeled_extract(suite, salt, label, key):
    text = b"HPKE-v1" + suite + label + key
    return hmac.new(salt or bytes(32), text, hashlib.sha256).digest()


def labeled_expand(suite, secret, label, info, *, length):
    text = number(length, 2) + b"HPKE-v1" + suite + label + info
    out, block, counter = b"", b"", 1
    while len(out) < length:
        block = hmac.new(secret, block + text + number(counter, 1), hashlib.sha256).digest()
        out, counter = out + block, counter + 1
    return out[:length]


def derived_pair(seed):
    private = labeled_expand(
        KEM_SUITE, labeled_extract(KEM_SUITE, b"", b"dkp_prk", seed), b"sk", b"", length=32
    )
    return private, sodium.crypto_scalarmult_base(private)


def hpke_keys(shared_point, enc, public, info):
    agreed = labeled_extract(KEM_SUITE, b"", b"eae_prk", shared_point)
    shared = labeled_expand(KEM_SUITE, agreed, b"shared_secret", enc + public, length=32)
    context = (
        b"\x00"
        + labeled_extract(HPKE_SUITE, b"", b"psk_id_hash", b"")
        + labeled_extract(HPKE_SUITE, b"", b"info_hash", info)
    )
    secret = labeled_extract(HPKE_SUITE, shared, b"secret", b"")
    return (
        labeled_expand(HPKE_SUITE, secret, b"key", context, length=32),
        labeled_expand(HPKE_SUITE, secret, b"base_nonce", context, length=12),
    )


def hpke_seal(public, info, plain, seed):
    """Seal with an ephemeral pair derived from `seed`, so that the answer is known."""
    ephemeral, enc = derived_pair(seed)
    key, nonce = hpke_keys(sodium.crypto_scalarmult(ephemeral, public), enc, public, info)
    return enc + sodium.crypto_aead_aes256gcm_encrypt(plain, None, nonce, key)


def hpke_open(private, info, sealed):
    enc, public = sealed[:32], sodium.crypto_scalarmult_base(private)
    key, nonce = hpke_keys(sodium.crypto_scalarmult(private, enc), enc, public, info)
    return sodium.crypto_aead_aes256gcm_decrypt(sealed[32:], None, nonce, key)


def signing_pair(seed):
    public, _ = sodium.crypto_sign_seed_keypair(seed)
    return seed, public


def signature(seed, message):
    _, secret = sodium.crypto_sign_seed_keypair(seed)
    return sodium.crypto_sign(message, secret)[:64]


def grant_info(context):
    return listed(
        b"coach/v1/grant",
        context["instance"],
        context["compartment"],
        number(context["epoch"], 8),
        context["recipient"],
        hashlib.sha256(context["recipient_key"]).digest(),
        context["role"].encode(),
        context["granter"],
        number(context["history_from_epoch"], 8),
        number(context["created"], 8),
    )


def make_grant(secret, context, granter_seed, ephemeral_seed):
    info = grant_info(context)
    sealed = hpke_seal(context["recipient_key"], info, secret, ephemeral_seed)
    signed = listed(b"coach/v1/grant-sig", info, hashlib.sha256(sealed).digest())
    return b"cG\x01" + sealed + signature(granter_seed, signed)


def open_grant(grant, context, private, granter_public):
    info, sealed, by = grant_info(context), grant[3:83], grant[83:]
    signed = listed(b"coach/v1/grant-sig", info, hashlib.sha256(sealed).digest())
    sodium.crypto_sign_open(by + signed, granter_public)
    return hpke_open(private, info, sealed)


def letter_info(context):
    return listed(
        b"coach/v1/drop",
        context["instance"],
        context["compartment"],
        number(context["epoch"], 8),
        context["kind"].encode(),
        context["letter"],
        context["writer"].encode(),
    )


def make_letter(public, context, payload, ephemeral_seed):
    plain = frame(payload, pad=True)
    return b"cD\x01" + hpke_seal(public, letter_info(context), plain, ephemeral_seed)


def open_letter(private, context, letter):
    return unframe(hpke_open(private, letter_info(context), letter[3:]), pad=True)


def written_code(code):
    value = int.from_bytes(code, "big")
    symbols = ""
    for _ in range(32):
        value, digit = divmod(value, 32)
        symbols = ALPHABET[digit] + symbols
    symbols += ALPHABET[int.from_bytes(code, "big") % 37]
    return "-".join(symbols[at : at + 4] for at in range(0, 28, 4)) + "-" + symbols[28:]


def chosen_words(words, parts):
    value = int.from_bytes(hashlib.sha256(listed(b"coach/v1/fingerprint", *parts)).digest(), "big")
    chosen = []
    for _ in range(6):
        chosen.append(words[value % 7776])
        value //= 7776
    return chosen
