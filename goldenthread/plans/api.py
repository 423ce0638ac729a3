"""The door of plans."""

__all__: list[str] = []
