"""What the ledger says of commitments. Codes never change and are never used again."""
