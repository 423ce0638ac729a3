"""Golden Thread: where a coach and a client keep their relationship."""

__version__ = "0.1.0"
