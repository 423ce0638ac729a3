"""The door of disclosures."""

from goldenthread.disclosures.queries import copy_for, waiting_for

__all__ = ["copy_for", "waiting_for"]
