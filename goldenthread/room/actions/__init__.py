"""What can happen in the room."""
