"""The journal's pages: the client's own entries, what they share, and finding words again."""
