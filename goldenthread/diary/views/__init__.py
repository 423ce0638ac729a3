"""The pages of a coach's diary: theirs alone."""
