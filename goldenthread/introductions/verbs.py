"""What the ledger says of introductions. Codes never change and are never used again."""
