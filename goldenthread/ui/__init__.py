"""How it looks and sounds: tokens, layouts, components, htmx manners. Knows no domain."""
