"""A bare Django page to compare with: signed in by Django's own means, one query or one insert."""
