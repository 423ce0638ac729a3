"""What the ledger says of calendars. Codes never change and are never used again."""
