"""The words of these days. Made up."""

from __future__ import annotations

from decimal import Decimal

from goldenthread.plans.api import GoalWords

TRUST = {
    "coach": {
        "trust": "they tell me when I've got it wrong, while it can still be mended.",
        "stop": "I notice that I'm being managed.",
        "please_do": "say so when a question of mine is one too many.",
        "please_dont": "thank me for things you didn't find useful.",
    },
    "client": {
        "trust": "they remember what I said three weeks ago without having to look.",
        "stop": "somebody tells me what they heard about me from somebody else.",
        "please_do": "leave it quiet for a while before the next question.",
        "please_dont": "say that it must be hard.",
    },
}
PURPOSE = {
    "coach": "Because you asked for somebody outside the firm, and I've no stake in Porto.",
    "client": "Because I've said yes to five things since May and wanted one of them.",
}
WISHES = {
    "coach": "I'd like to go on working with people who run things. And I'm paid for this by your firm.",
    "client": "To hear my own no before I've said yes.",
}
LIKES = {
    "called": "Ben. He.",
    "silence": "When I say nothing I'm usually walking round something. Give me a minute.",
    "not_to_do": "Don't finish my sentences; I do that to others and know how it feels.",
}
CHANGES = "I'll count to ten before the next question. Tell me if it's too long."
HIS_OWN_GOAL = GoalWords("Find out whether I still want to lead a team at all.")
GOAL = GoalWords(
    "Say no to the second request of the day, and stay in the room.",
    signs="Lena asks me something and I take a day.",
    low="I say yes before she's finished",
    high="I hear what I want first",
    again="After the summer, when the Porto account is settled.",
)
OLD_GOAL = GoalWords("Write the handover for Porto in one go.")
SUGGESTED = "Notice the second request of the day, and stay in the room with it."
NOT_COVERED = "Whether Ben should take the job in Porto: that's for Ben, and not for here."
WHEN_TO_LOOK = "We look at the plan again after every fourth session."
AIM_BEFORE = "What happened in my shoulders on Tuesday."
ADDED = "I'd like to try asking less today. Tell me if the quiet gets too long."
DID_WE = "Yes. It isn't the shoulders, it's the sentence before."
AIM_NEXT = "How I tell Lena about Porto without an apology in front."

HOPE = {
    "hope": "That Ben leads the Lisbon team as himself, and stays with us because he wants to.",
    "evidence": "Meetings of his that end on time. People going to him before it burns.",
    "help": "I keep Thursday afternoons free of anything of mine for him.",
}
BENS_ANSWER = "I'd put the first one first too. The second I'm not sure is mine."
NOT_REPORTED = "I won't report what Ben and I speak about, how it goes, or what I think of it."
ASKED = "How is it going? I have the budget round on Friday."
STATEMENT = "I've learnt to take a day before I answer. I'd like to go on until Easter."
WAITING_TEXT = "I'm working on saying no to what isn't mine to do."
CASE = "A client who says yes with his shoulders. I notice that I want to rescue him from his boss."
ASKED_OUTSIDE = "Dara asked me in the lift whether Ben is all right."
ANSWERED_OUTSIDE = "That I don't speak about what we speak about, and that she can ask Ben."
TOLD_OF_ROLE = "We've both been asked to the same steering group in March. I'd sit it out."

# What is agreed on the second evening, three of them at one table: the term, and the sentence.
CLAUSES = (
    ("A2", "safety", "Dara reads nothing of this but words that Ben lets her read."),
    ("A3", "margins", "Dara gets one number a month: how often we met."),
    ("A4", "margins", "Whatever Dara writes about this, Ben reads too."),
    (
        "A5",
        "safety",
        "Alma may bring this to Enzo, with no name in it, after Ben’s yes to her very words.",
    ),
    ("A17", "safety", "When we end, what we wrote is kept for thirty days, and then it's gone."),
    ("A27", "in_case_of", "If something is wrong and we can't mend it, Ben knows whom to call."),
    ("A8", "strategy", "We have an hour each time, and wait five minutes for each other."),
    ("A9", "in_case_of", "Whoever can’t come says so a day before. That goes for both of us."),
    ("A10", "margins", "Dara’s firm pays once a month. Called off in time, nothing is owed."),
    ("A16", "safety", "Alma keeps facts only, for herself, and they go ninety days after the end."),
    (
        "review",
        "strategy",
        "We read all this again every four times, and after three months at the latest.",
    ),
)

# What a clause's term says otherwise than it begins.
VALUES = {"A10": {"payer": "sponsor", "when": "monthly"}}
# A name, minutes, and where: kinds of session that Alma offers.
KINDS = (("A session", 60, "video"), ("A short one, by phone", 30, "phone"))
HER_NOTE = "Third time we meet in the afternoon. He asked for it."
HIS_NOTE = "Shoulders first, then the yes."
OURS = "The sentence before the yes is always the same one."
EXACT = "I say it before I’ve heard the question."
NOT_KNOWN = "Who taught him that a pause is rude?"
HUNCH = "Perhaps it isn’t Lena at all."
HIS_CLOSING = "Lighter than at lunch."
HER_CLOSING = "I asked two questions too many, and the quiet afterwards was yours."
HIS_MOMENT = "When nobody said anything and it wasn’t awkward."
HER_MOMENT = "The laugh after ‘before I’ve heard the question’."
HIS_QUESTION = "What would you have said if she’d waited?"
HIS_OWN_DOING = "On Thursday I let Lena finish her sentence."
SENTENCE = "If I left knowing what I’d say to Lena on Thursday."
INVOICE_NUMBER = "2026-014"
INVOICE_LINE = "Eight sessions of an hour"
INVOICE_SUM = Decimal("960.00")
INVOICE_MAKER = "Alma Lind, Sveavägen 14, Stockholm"
INVOICE_TO = "Dara’s firm, Lisbon"
