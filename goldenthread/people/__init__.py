"""PEOPLE. Who someone is, and how they prove it.

A name and an address are sealed under the house's identity key; a passphrase is kept only as a verifier that
needs the pepper of the second store. What a passphrase opens is the vault's business, not this domain's.
"""
