"""SWAPS. What two people write apart and open together.

Neither half opens before both are ready. That is held by the second store, not by a flag: a share
that is held opens nothing, not even for its maker.
"""
