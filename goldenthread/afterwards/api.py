"""The door of what comes after a session."""

__all__: list[str] = []
