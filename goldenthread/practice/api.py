"""The door of the coach's practice."""

__all__: list[str] = []
