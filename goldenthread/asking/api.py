"""The door of asking."""

from goldenthread.asking.questions import Question

__all__ = ["Question"]
