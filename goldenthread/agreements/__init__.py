"""AGREEMENTS. What a coach and a client have agreed, in two voices, signed by both.

Clauses, versions, signatures, and the terms that follow from them. Terms in force are the one
source of permission (INV-6): nobody reads anything of the other's because of a flag or a setting.
"""
