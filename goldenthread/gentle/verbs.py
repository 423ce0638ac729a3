"""What the ledger says of gentle. Codes never change and are never used again."""
