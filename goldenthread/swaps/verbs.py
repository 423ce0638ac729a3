"""What the ledger says of swaps. Codes never change and are never used again."""
