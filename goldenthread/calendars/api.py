"""The door of calendars."""

__all__: list[str] = []
