"""The door of fees."""

__all__: list[str] = []
