"""COURIER. Letters that leave the house: a link, never content; no name, title, count or time."""
