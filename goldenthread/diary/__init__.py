"""DIARY. A coach's time: hours, exceptions, kinds of session, what is taken, and which slots are free."""
