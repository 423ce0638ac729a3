"""The door of sessions."""

__all__: list[str] = []
