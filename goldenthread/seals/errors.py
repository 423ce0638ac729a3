"""The one error that every decoder of this package raises."""


class Bad(Exception):
    """Something here couldn't be opened."""

    def __init__(self) -> None:
        """Take nothing: which check failed is never told (security.md 2.2)."""
        super().__init__()

    def __str__(self) -> str:
        """Give the one sentence there is."""
        return "Something here couldn't be opened."
