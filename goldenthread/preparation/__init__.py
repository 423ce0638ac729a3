"""PREPARATION. Before a session: the client's one sentence, the coach's page, each person's own reminders."""
