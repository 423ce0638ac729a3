"""What two people signed, on paper of their own: it shows the words and proves them without us."""
