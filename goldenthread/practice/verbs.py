"""What the ledger says of the coach's practice. Codes never change and are never used again."""
