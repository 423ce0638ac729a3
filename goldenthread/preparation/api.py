"""The door of what comes before a session."""

__all__: list[str] = []
