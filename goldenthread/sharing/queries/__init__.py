"""Reads of sharing, for a viewer. Whatever is opened is first written in the ledger (INV-3)."""
