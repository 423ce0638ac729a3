"""BOOKING. The client books, moves and calls off: slots, series, waiting, links that need no signing in."""
