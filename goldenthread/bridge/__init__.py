"""BRIDGE. Out of the house with everything that is yours: a copy that opens without us."""
