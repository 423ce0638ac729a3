"""Reading a journal: pages, one entry, what is shared, finding words, a copy to keep."""
