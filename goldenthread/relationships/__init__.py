"""RELATIONSHIPS. One coach and one client, from the invitation to the end; the root everything hangs on."""
