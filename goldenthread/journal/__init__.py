"""JOURNAL. What a client writes for themselves, the passages they share, and the talk beside them.

An entry is read by its author alone (V0). Sharing makes a new, separately sealed copy of chosen
words; taking it back wipes that copy. No path leads from a coach to an entry, not even a count.
"""
