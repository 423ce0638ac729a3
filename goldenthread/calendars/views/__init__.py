"""Pages of calendars: one's own page, the feed, and other calendars with busy times."""
