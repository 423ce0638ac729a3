"""PROMISES. What one owes the other inside a relationship: both see its fate, the receiver says it.

Never about a client's own life: what they decide there is theirs, and no path leads to it here.
"""
