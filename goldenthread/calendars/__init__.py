"""CALENDARS. The calendars people use: busy times read in, meetings written out."""
