"""The door of the bridge. Nobody comes in this way yet: the pages are its only use."""

__all__: list[str] = []
