"""CORE. Words every domain uses: verdicts, the clock, identifiers. No Django, no domain."""
