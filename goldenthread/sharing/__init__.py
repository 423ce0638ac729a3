"""SHARING. The one way out of a relationship.

Releases word for word, hopes and questions from outside, and the window they are seen through. No
one outside the pair has a path to the relationship itself, only to a window and what was released.
"""
