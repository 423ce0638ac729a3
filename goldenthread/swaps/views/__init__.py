"""The pages of swaps, and of how someone likes to work."""
