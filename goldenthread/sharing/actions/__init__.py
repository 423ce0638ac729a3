"""What people do in sharing. Each leaves one row in the ledger, about the client (INV-13)."""
