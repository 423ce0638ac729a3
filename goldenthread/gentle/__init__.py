"""GENTLE. How somebody wants to be met.

Gentle mode, slow start, a way out of sight, a device that others use too. The choices are the
client's alone (V0); a coach sees only what follows from them.
"""
