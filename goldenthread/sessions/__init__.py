"""SESSIONS. Level 3 of the agreement: what for today, and what must be faced.

The client speaks first. The room itself comes to stand on this.
"""
