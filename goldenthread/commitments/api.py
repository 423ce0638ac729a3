"""The door of commitments. Only web and bridge may know it (INV-1)."""

from goldenthread.commitments.actions import (
    AlreadyKept,
    WordedElsewhere,
    let_go_of_commitment,
    mark_commitment,
    reword_commitment,
    write_commitment,
)
from goldenthread.commitments.queries import (
    OpenCommitment,
    commitments_of,
    copy_for,
    still_meant,
    the_commitment,
)
from goldenthread.commitments.states import CommitmentState

__all__ = [
    "AlreadyKept",
    "CommitmentState",
    "OpenCommitment",
    "WordedElsewhere",
    "commitments_of",
    "copy_for",
    "let_go_of_commitment",
    "mark_commitment",
    "reword_commitment",
    "still_meant",
    "the_commitment",
    "write_commitment",
]
