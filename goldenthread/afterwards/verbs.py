"""What the ledger says of what comes after a session. Codes never change and are never used again."""
