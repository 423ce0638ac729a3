"""What the ledger says of sessions. Codes never change and are never used again."""
