"""Agreements in every state the house can reach, built through its own actions."""

from datetime import timedelta

import pytest

from goldenthread.agreements import actions, documents, queries
from goldenthread.agreements.saying import Saying
from goldenthread.agreements.suggestions import SUGGESTIONS
from goldenthread.agreements.terms import KINDS


class Pair:
    """Alma and Ben at the table, with their keys, for telling a story in few lines."""

    def __init__(self, relationship, alma, ben, keyrings, at):
        self.relationship, self.alma, self.ben, self.at = relationship, alma, ben, at
        self.keyrings = keyrings

    def doing(self, who):
        return {"by": who, "at": self.at}

    def looking(self, who):
        return {"by": who, "at": self.at, "keyring": self.keyrings[who.uid]}

    def keep_words(self):
        lines = SUGGESTIONS
        for line in SUGGESTIONS:
            actions.keep_starting_line(lines, line, **self.looking(self.alma))
            lines = queries.starting_lines(**self.looking(self.alma))
        return lines

    def propose(self):
        return actions.propose_agreement(
            self.relationship, self.keep_words(), **self.looking(self.alma)
        )

    def talk(self, who=None):
        return queries.talk_of(self.relationship, **self.looking(who or self.alma))

    def clause(self, heading="purpose"):
        return next(s.clause for s in self.talk().spoken if s.clause.heading == heading)

    def clause_of_kind(self, kind):
        return next(s.clause for s in self.talk().spoken if s.clause.term_kind == kind)

    def tie_all(self):
        for spoken in self.talk().spoken:
            if not spoken.tied:
                clause = spoken.clause
                actions.say_yes(
                    self.relationship, clause, clause.coach_yes_id, **self.doing(self.ben)
                )

    def hear_both(self):
        version = self.talk().version
        for who in (self.alma, self.ben):
            actions.ask_about_confidentiality(self.relationship, version, "", **self.looking(who))

    def copy(self, who):
        return documents.copy_to_sign(
            self.relationship, self.talk(who), keyring=self.keyrings[who.uid]
        )

    def sign(self, who, name="A Name"):
        copy = self.copy(who)
        return actions.sign_agreement(
            self.relationship, copy, shown=copy.paper.digest, name=name, **self.looking(who)
        )

    def agree(self):
        self.tie_all()
        self.hear_both()
        self.sign(self.ben, "Ben Okafor")
        return self.sign(self.alma, "Alma Reyes")

    def more(self, *keys, heading="safety"):
        """Both sign a next version, with clauses of these kinds added by the coach."""
        actions.reopen_agreement(self.relationship, **self.doing(self.ben))
        for key in keys:
            saying = Saying(f"What {key} says.", "A reason of ours.", KINDS[key].default)
            actions.add_clause(self.relationship, heading, saying, **self.looking(self.alma))
        return self.agree()

    def later(self, **delta):
        self.at = self.at + timedelta(**delta)


@pytest.fixture
def pair(relationship, alma, ben, alma_keyring, ben_keyring, at):
    return Pair(relationship, alma, ben, {alma.uid: alma_keyring, ben.uid: ben_keyring}, at)


@pytest.fixture
def proposed(pair):
    pair.propose()
    return pair


@pytest.fixture
def signed(proposed):
    proposed.agree()
    return proposed
