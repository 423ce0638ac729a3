"""Tables of the ledger, in the order they came to be."""
