"""The pages of sharing: the window from outside, and what the two see of it."""
