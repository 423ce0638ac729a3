"""What is done about seats: coming in by a link, and what becomes of a seat afterwards."""
