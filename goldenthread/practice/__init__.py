"""PRACTICE. The coach's own record of their work: the hours log."""
