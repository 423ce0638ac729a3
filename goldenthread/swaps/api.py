"""The door of swaps."""

__all__: list[str] = []
