"""The door of sharing."""

__all__: list[str] = []
