"""LEDGER. Who did or read what, and when; never what was said.

Append-only and chained: a line that is changed, moved or taken out can be told from the outside.
It keeps uids and no foreign keys, so it outlives its subjects. The person a line is about reads it.
"""
