"""The door of booking."""

__all__: list[str] = []
