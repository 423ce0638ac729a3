"""Seats beside the pair: who holds one, how they come in, and how the seat closes."""
