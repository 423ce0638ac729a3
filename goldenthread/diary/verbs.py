"""What the ledger says of the diary. Codes never change and are never used again."""
