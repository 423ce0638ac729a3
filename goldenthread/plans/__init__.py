"""PLANS. Level 2 of the agreement.

Goals in the client's words, how progress will be known, when to look again, what it won't cover.
"""
