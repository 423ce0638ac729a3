"""What Alma and Ben do with each other in the demo, beside the thread of `web.story`: made up, like it."""
