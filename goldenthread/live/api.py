"""The door of what is live."""

__all__: list[str] = []
