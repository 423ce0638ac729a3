"""What the ledger says of the room. Codes never change and are never used again."""
