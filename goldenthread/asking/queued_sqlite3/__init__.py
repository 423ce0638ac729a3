"""Django's SQLite, with a queue before the one place from which a file may be written (decision 0022)."""
