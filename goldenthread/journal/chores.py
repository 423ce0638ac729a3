"""What the house does by the clock for the journal; safe to run twice."""

from datetime import datetime

from goldenthread.journal.actions import let_passage_end
from goldenthread.journal.queries.reading import ended_passages


def wipe_ended_passages(at: datetime) -> int:
    """Wipe the words of passages whose last day is over, a hundred at most; say how many."""
    ended = ended_passages(at)
    for uid in ended:
        let_passage_end(uid, at=at)
    return len(ended)
