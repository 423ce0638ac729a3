"""LIVE. Telling browsers at once that something changed. Nothing of it is kept."""
