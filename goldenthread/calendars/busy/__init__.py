"""Reading other calendars: asked for, understood and cut short in a process of its own."""
