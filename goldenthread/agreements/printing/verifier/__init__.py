"""One file that is handed out with every signed copy and needs nothing of this house."""
