"""What the ledger says of sharing. Codes never change and are never used again."""
