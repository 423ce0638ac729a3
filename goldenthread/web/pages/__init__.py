"""Pages that belong to no one domain: entrance, health, errors."""
