"""The verifier's own source, to lay beside every copy."""

from importlib import resources


def verifier_text() -> str:
    """Give the source: one file, standard library only."""
    place = resources.files("goldenthread.agreements") / "printing" / "verifier"
    return (place / "verify_agreement.py").read_text("utf-8")
