"""AFTERWARDS. After a session: what each keeps of it, for themselves until they give it."""
