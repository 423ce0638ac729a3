"""ROOM. The session itself: arrival, the card, two columns of notes, hunches, and nothing in the way."""
