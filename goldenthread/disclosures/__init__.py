"""DISCLOSURES. What had to be told to someone outside, on a ground that both signed (S1.11).

A person tells, outside this house; here they write down that they did. Nothing here is changed
afterwards, and no back door opens for it. Where the client can't be told yet, that is decided
again on a day that can't be skipped.
"""
