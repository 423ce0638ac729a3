"""The door of seals: everything another domain may call."""

from goldenthread.seals.chain import FIRST_PREVIOUS, chain_hash, leaf_hash
from goldenthread.seals.envelope import Context, seal, unseal
from goldenthread.seals.errors import Bad
from goldenthread.seals.framing import canonical_json, from_canonical_json, lp, u16, u32, u64
from goldenthread.seals.grant import GrantContext, open_grant, seal_grant
from goldenthread.seals.hierarchy import (
    Use,
    auth_key,
    code_kek,
    epoch_key,
    key_id,
    passphrase_kek,
    use_key,
)
from goldenthread.seals.letter import LetterContext, open_letter, seal_letter
from goldenthread.seals.primitives import (
    Cost,
    KeyPair,
    hkdf,
    hmac_sha256,
    new_sealing_pair,
    new_signing_pair,
    random_bytes,
    same,
    sha256,
    sign,
    signing_public,
    stretch,
    verify,
)
from goldenthread.seals.recovery_code import (
    new_recovery_code,
    read_group,
    read_recovery_code,
    recovery_groups,
)
from goldenthread.seals.tokens import new_token, token_hash
from goldenthread.seals.words import fingerprint_words, six_words

__all__ = [
    "FIRST_PREVIOUS",
    "Bad",
    "Context",
    "Cost",
    "GrantContext",
    "KeyPair",
    "LetterContext",
    "Use",
    "auth_key",
    "canonical_json",
    "chain_hash",
    "code_kek",
    "epoch_key",
    "fingerprint_words",
    "from_canonical_json",
    "hkdf",
    "hmac_sha256",
    "key_id",
    "leaf_hash",
    "lp",
    "new_recovery_code",
    "new_sealing_pair",
    "new_signing_pair",
    "new_token",
    "open_grant",
    "open_letter",
    "passphrase_kek",
    "random_bytes",
    "read_group",
    "read_recovery_code",
    "recovery_groups",
    "same",
    "seal",
    "seal_grant",
    "seal_letter",
    "sha256",
    "sign",
    "signing_public",
    "six_words",
    "stretch",
    "token_hash",
    "u16",
    "u32",
    "u64",
    "unseal",
    "use_key",
    "verify",
]
