"""What can happen to a plan. Each leaves one row in the ledger, about the client (INV-13)."""
