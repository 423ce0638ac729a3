"""What the ledger says of plans. Codes never change and are never used again."""
