"""The only file that imports a cryptography library; thin, typed, pure bytes in and bytes out."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from nacl import exceptions as sodium_errors
from nacl.bindings import (
    crypto_core_ed25519_is_valid_point,
    crypto_pwhash_alg,
    crypto_pwhash_ALG_ARGON2ID13,
)

from goldenthread.seals.errors import Bad

KEY_BYTES = 32
GCM_TAG_BYTES = 16
HPKE_ADDED_BYTES = 48  # encapsulated X25519 key 32, GCM tag 16
SIGNATURE_BYTES = 64
STRETCH_SALT_BYTES = 16
PASSPHRASE_MAX_BYTES = 1024

_NO_SALT = bytes(32)  # RFC 5869 2.2: no salt is a string of HashLen zeros
_ZERO_NONCE = bytes(12)  # safe because every AES key here seals exactly one message
_SUITE_1 = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)


@dataclass(frozen=True, slots=True)
class KeyPair:
    """A private key and its public half, 32 raw bytes each; printing shows the public half only."""

    private: bytes = field(repr=False)
    public: bytes


@dataclass(frozen=True, slots=True)
class Cost:
    """What stretching a passphrase costs: memory in KiB and passes over it (Argon2id, p=1).

    The floor for real people, 46 MiB and one pass (ASVS App. C), is the settings' to keep;
    libsodium itself takes nothing under 8 KiB and one pass.
    """

    memory_kib: int
    passes: int


def random_bytes(count: int) -> bytes:
    """Give `count` bytes from the system's generator; safe after a fork (G7)."""
    return secrets.token_bytes(count)


def sha256(message: bytes) -> bytes:
    """Give the 32-byte SHA-256 of `message`."""
    return hashlib.sha256(message).digest()


def hmac_sha256(key: bytes, message: bytes) -> bytes:
    """Give the 32-byte HMAC-SHA-256 of `message` under `key`."""
    return hmac.digest(key, message, "sha256")


def hmac_sha512(key: bytes, message: bytes) -> bytes:
    """Give the 64-byte HMAC-SHA-512 of `message` under `key`."""
    return hmac.digest(key, message, "sha512")


def same(one: bytes, other: bytes) -> bool:
    """Compare in a time that does not tell where the two differ."""
    return hmac.compare_digest(one, other)


def hkdf(key: bytes, info: bytes, length: int = 32) -> bytes:
    """Derive `length` bytes (1 to 8,160) for the purpose `info`: HKDF-SHA256, no salt (RFC 5869).

    Raises ValueError when the length is out of range.
    """
    if not 1 <= length <= 255 * 32:
        raise ValueError("HKDF-SHA256 gives 1 to 8160 bytes")
    pseudorandom = hmac.digest(_NO_SALT, key, "sha256")
    block = derived = hmac.digest(pseudorandom, info + b"\x01", "sha256")
    for counter in range(2, (length + 31) // 32 + 1):
        block = hmac.digest(pseudorandom, block + info + bytes((counter,)), "sha256")
        derived += block
    return derived[:length]


def stretch(passphrase: str, salt: bytes, cost: Cost) -> bytes:
    """Make 32 bytes out of a passphrase, slowly: Argon2id version 1.3, p=1 (RFC 9106).

    The passphrase counts exactly as typed, as UTF-8: not trimmed, not folded (security.md 2.1).
    `salt` is 16 bytes. Raises Bad for a passphrase over 1,024 bytes (security.md 2.11-7), for one
    that is no text, and for a salt or a cost that Argon2id does not take.
    """
    try:
        typed = passphrase.encode()
    except UnicodeEncodeError:
        typed = None
    if typed is None or len(typed) > PASSPHRASE_MAX_BYTES:
        raise Bad
    try:
        return crypto_pwhash_alg(
            KEY_BYTES,
            typed,
            salt,
            cost.passes,
            cost.memory_kib * 1024,
            crypto_pwhash_ALG_ARGON2ID13,
        )
    except sodium_errors.CryptoError:
        raise Bad from None


def aes_seal(key: bytes, plaintext: bytes) -> bytes:
    """AES-256-GCM with a zero nonce: `key` must be fresh, and used for this one message only."""
    return AESGCM(key).encrypt(_ZERO_NONCE, plaintext, None)


def aes_open(key: bytes, ciphertext: bytes) -> bytes:
    """Undo aes_seal. Raises Bad."""
    try:
        return AESGCM(key).decrypt(_ZERO_NONCE, ciphertext, None)
    except (InvalidTag, ValueError):
        raise Bad from None


def hpke_seal(public: bytes, info: bytes, plaintext: bytes) -> bytes:
    """Seal to an X25519 public key (RFC 9180 base mode): enc, ciphertext, tag; 48 bytes more.

    Raises Bad when `public` is no usable key.
    """
    try:
        return _SUITE_1.encrypt(plaintext, X25519PublicKey.from_public_bytes(public), info)
    except ValueError:
        raise Bad from None


def hpke_open(private: bytes, info: bytes, sealed: bytes) -> bytes:
    """Undo hpke_seal. Raises Bad."""
    try:
        return _SUITE_1.decrypt(sealed, X25519PrivateKey.from_private_bytes(private), info)
    except (InvalidTag, ValueError):
        raise Bad from None


def new_sealing_pair() -> KeyPair:
    """Make an X25519 pair: what is sealed to its public half only its private half opens."""
    key = X25519PrivateKey.generate()
    return KeyPair(key.private_bytes_raw(), key.public_key().public_bytes_raw())


def new_signing_pair() -> KeyPair:
    """Make an Ed25519 pair."""
    key = Ed25519PrivateKey.generate()
    return KeyPair(key.private_bytes_raw(), key.public_key().public_bytes_raw())


def signing_public(private: bytes) -> bytes:
    """Give the public half of an Ed25519 private key, 32 bytes. Raises Bad when it is no key."""
    try:
        key = Ed25519PrivateKey.from_private_bytes(private)
    except ValueError:
        raise Bad from None
    return key.public_key().public_bytes_raw()


def sign(private: bytes, message: bytes) -> bytes:
    """Give the 64 bytes of an Ed25519 signature (RFC 8032). Raises Bad when `private` is no key."""
    try:
        return Ed25519PrivateKey.from_private_bytes(private).sign(message)
    except ValueError:
        raise Bad from None


def verify(public: bytes, message: bytes, signature: bytes) -> bool:
    """Whether `signature` over `message` is by the holder of `public`. No bytes make it raise.

    A public key of small order would take one signature for every message, so none is accepted.
    """
    if len(public) != KEY_BYTES or not crypto_core_ed25519_is_valid_point(bytes(public)):
        return False
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True
