"""What somebody who wants to lie can do to a copy: change it, and hash it all again."""

import copy
import hashlib
import hmac
from typing import Any

from goldenthread.ledger.verifier import verify_ledger
from goldenthread.seals import api as seals


def hashed_again(document: Any) -> Any:
    """Number the rows, make their leaves and chain again, and set the head to fit. Unsigned."""
    forged = copy.deepcopy(document)
    chain = bytes(32)
    stream = bytes.fromhex(forged["head"]["stream"].replace("-", ""))
    for number, row in enumerate(forged["rows"], 1):
        row["seq"] = number
        if "salt" in row:
            told = hmac.digest(
                bytes.fromhex(row["salt"]), verify_ledger._deed_bytes(row), hashlib.sha256
            )
            place = stream + number.to_bytes(8, "big")
            row["leaf"] = hashlib.sha256(b"\x00" + told + place).hexdigest()
        chain = hashlib.sha256(b"\x01" + chain + bytes.fromhex(row["leaf"])).digest()
        row["chain"] = chain.hex()
    forged["head"] |= {"length": len(forged["rows"]), "head": chain.hex()}
    return forged


def signed_again(document: Any, pair: seals.KeyPair) -> Any:
    """Sign the head with a key of one's own."""
    forged = copy.deepcopy(document)
    head = forged["head"]
    head["public_key"] = pair.public.hex()
    message = seals.lp(
        b"coach/v1/ledger-head",
        bytes.fromhex(head["stream"].replace("-", "")),
        head["length"].to_bytes(8, "big"),
        bytes.fromhex(head["head"]),
        head["at"].encode(),
    )
    head["signature"] = seals.sign(pair.private, message).hex()
    return forged
