"""The door of the diary."""

__all__: list[str] = []
