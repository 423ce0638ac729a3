"""The door of asking."""

from goldenthread.asking.keeping import Change, Insertion
from goldenthread.asking.questions import Question

__all__ = ["Change", "Insertion", "Question"]
