"""What the ledger says of booking. Codes never change and are never used again."""
