"""SHARES. The second store: secrets that are never in the database of content, nor in its backups.

Without a share a sealed thing cannot be opened at any passphrase; deleting a share shreds what it opened
(security.md 2.1). It stands low in the house so that people and the ledger can use their own secrets.
"""
