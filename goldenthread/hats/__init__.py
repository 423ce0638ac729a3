"""HATS. Who else the two are to each other, which hat is worn today, and who decides what.

A declared role stands in a banner where the two meet. A hat is said for a meeting by the coach who is
also a manager. A decision handed over stays handed over until both sign otherwise.
"""
