"""The door of gentle."""

__all__: list[str] = []
