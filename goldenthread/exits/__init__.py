"""EXITS. Leaving: the end, the copy offered, the clock that both see, and the erasure.

Ending asks no reason and needs nobody else (A26, INV-20). What the two wrote stays readable to them
until a day that stands on this page, and then what opens it is deleted.
"""
