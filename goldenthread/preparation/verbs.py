"""What the ledger says of what comes before a session. Codes never change and are never used again."""
