"""The only place that asks the time. Domains are told it (`at=`) by the edge that calls them."""

from datetime import UTC, datetime


def now() -> datetime:
    """Give the present moment, aware, in UTC."""
    return datetime.now(UTC)
