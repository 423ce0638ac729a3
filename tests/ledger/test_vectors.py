"""A copy made long ago still verifies, and today's code still makes the same bytes. Never edited."""

import json
from datetime import datetime
from pathlib import Path
from uuid import UUID

from goldenthread.ledger import api as ledger
from goldenthread.ledger.leaves import HEAD_LABEL, Deed, Ending, deed_bytes, head_bytes
from goldenthread.seals import api as seals

OLD = json.loads((Path(__file__).parent / "vectors" / "ledger-1.json").read_text("utf-8"))
SEED = bytes(range(32))


def test_the_old_copy_is_good():
    assert ledger.verify(OLD).code == 0


def test_the_old_leaves_and_chain_are_made_again():
    stream = UUID(OLD["head"]["stream"])
    chain = seals.FIRST_PREVIOUS
    for row in OLD["rows"]:
        deed = Deed(
            uid=UUID(row["uid"]),
            at=datetime.fromisoformat(row["at"]),
            actor_uid=UUID(row["actor"]) if row["actor"] else None,
            verb=row["verb"],
            about_uid=UUID(row["about"]),
            thing_kind=row["thing_kind"],
            thing_uid=UUID(row["thing"]) if row["thing"] else None,
            revision=row["revision"],
            count=row["count"],
        )
        leaf = seals.leaf_hash(
            bytes.fromhex(row["salt"]), deed_bytes(deed), stream.bytes, row["seq"]
        )
        chain = seals.chain_hash(chain, leaf)
        assert (leaf.hex(), chain.hex()) == (row["leaf"], row["chain"])


def test_the_old_head_is_signed_again():
    head = OLD["head"]
    ending = Ending(head["length"], bytes.fromhex(head["head"]))
    message = head_bytes(
        HEAD_LABEL, UUID(head["stream"]), ending, datetime.fromisoformat(head["at"])
    )

    assert seals.sign(SEED, message).hex() == head["signature"]
