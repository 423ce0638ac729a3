"""VAULT. Who can open what: keys, slots, compartments, epochs, grants, letter-boxes and sealed sessions.

Content opens only with a member's own key, a share of the second store, and a witness of the ledger. Keys live
inside one request, in a Keyring; nothing here caches a secret (security.md 2.1 to 2.5).
"""
