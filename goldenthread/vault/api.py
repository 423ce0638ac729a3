"""The door of the vault."""

from goldenthread.vault.actions import (
    Unlocked,
    WrongPassphrase,
    end_all_visits,
    keep_code,
    make_keys,
    renew_code,
)
from goldenthread.vault.coming_in import WrongCode, change_passphrase, recover, unlock
from goldenthread.vault.compartments import (
    KeysChanged,
    compartment_of,
    compartments_of,
    fingerprint,
    forget_compartment,
    let_go,
    make_compartment,
    open_beforehand,
    own_compartment,
    take_all_grants_back,
    take_grants_back,
)
from goldenthread.vault.doors import (
    CodeNotKept,
    SignInNeeded,
    code_is_kept,
    code_to_keep,
    is_marked_as,
    keep_visit_short,
    let_in,
    let_out,
    mark_of_visitor,
    proved_again,
    proved_lately,
    signed_in,
)
from goldenthread.vault.house import AnotherHouse, check_same_house, found_house
from goldenthread.vault.house_words import open_for_house, seal_for_house
from goldenthread.vault.keyring import Keyring, NoGrant
from goldenthread.vault.keysets import public_keys, verify
from goldenthread.vault.letterbox import OpenedLetter, drop_letter, open_letters
from goldenthread.vault.models import SEALED_PRIVACY, Compartment, SealedRecord
from goldenthread.vault.records import NotWitnessed, seal, seal_bytes, unseal, unseal_bytes
from goldenthread.vault.states import CompartmentKind

__all__ = [
    "SEALED_PRIVACY",
    "AnotherHouse",
    "CodeNotKept",
    "Compartment",
    "CompartmentKind",
    "Keyring",
    "KeysChanged",
    "NoGrant",
    "NotWitnessed",
    "OpenedLetter",
    "SealedRecord",
    "SignInNeeded",
    "Unlocked",
    "WrongCode",
    "WrongPassphrase",
    "change_passphrase",
    "check_same_house",
    "code_is_kept",
    "code_to_keep",
    "compartment_of",
    "compartments_of",
    "drop_letter",
    "end_all_visits",
    "fingerprint",
    "forget_compartment",
    "found_house",
    "is_marked_as",
    "keep_code",
    "keep_visit_short",
    "let_go",
    "let_in",
    "let_out",
    "make_compartment",
    "make_keys",
    "mark_of_visitor",
    "open_beforehand",
    "open_for_house",
    "open_letters",
    "own_compartment",
    "proved_again",
    "proved_lately",
    "public_keys",
    "recover",
    "renew_code",
    "seal",
    "seal_bytes",
    "seal_for_house",
    "signed_in",
    "take_all_grants_back",
    "take_grants_back",
    "unlock",
    "unseal",
    "unseal_bytes",
    "verify",
]
