"""Template tags of a copy."""
