"""ASKING. Questions to the database that every page asks, worded once (docs/decisions/0021)."""
