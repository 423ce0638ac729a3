"""COMMITMENTS. What a client decided to do in their own life. Theirs alone: no coach path leads here (INV-1)."""
