"""What a keyring opens, and for whom."""

import pytest

from goldenthread.vault import api as vault


def test_the_pair_opens_the_shared_compartment_and_nobody_else_does(
    relationship, alma_keyring, ben_keyring, cleo_keyring, dara_keyring, enzo_keyring
):
    shared = vault.compartment_of(relationship.uid, "shared")

    assert alma_keyring.key(shared.uid, 1) == ben_keyring.key(shared.uid, 1)
    for stranger in (cleo_keyring, dara_keyring, enzo_keyring):
        with pytest.raises(vault.NoGrant):
            stranger.key(shared.uid, 1)
