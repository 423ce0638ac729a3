"""The door of commitments."""

__all__: list[str] = []
