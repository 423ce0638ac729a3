"""What stops a change because something else changed first."""


class WordsChanged(Exception):
    """It changed while you were reading; here is what changed."""


class ChangedElsewhere(Exception):
    """You changed this in another window. Here are both; keep either, or both."""
