"""The door of introductions."""

__all__: list[str] = []
