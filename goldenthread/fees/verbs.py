"""What the ledger says of fees. Codes never change and are never used again."""
