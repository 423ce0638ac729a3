"""What a new coach finds on their process page: suggestions, none of them said by anybody yet."""

from __future__ import annotations

from django.utils.translation import gettext_noop

from goldenthread.introductions.parts import Part

SUGGESTIONS = (
    Part(
        "suggested-questions",
        "approach",
        {
            "says": gettext_noop(
                "I ask questions and listen. What we talk about, and what you decide, is yours."
            ),
            "not_when": gettext_noop(
                "When you need an answer from somebody who knows the field: then ask them, not me."
            ),
        },
    ),
    Part(
        "suggested-pace",
        "approach",
        {
            "says": gettext_noop(
                "We go at your pace. You can say “not yet” to any question, and I won’t ask why."
            ),
            "not_when": gettext_noop(
                "When something has to be settled by a day that others have set."
            ),
        },
    ),
    Part(
        "suggested-limits",
        "limits",
        {
            "says": gettext_noop(
                "I’m not a therapist, a doctor or a lawyer. If what you need is one of these, I’ll say so, "
                "and name somebody where I can. I can’t help in an emergency."
            )
        },
    ),
    Part(
        "suggested-supervision",
        "training",
        {
            "says": gettext_noop("I talk about my own work with a supervisor, without your name."),
            "source": "",
        },
    ),
    Part(
        "suggested-reach",
        "reach",
        {
            "says": gettext_noop(
                "Write to me here. I read what you share on working days, from nine to six."
            )
        },
    ),
    Part(
        "suggested-fees",
        "fees",
        {
            "says": gettext_noop(
                "We settle what a session costs before the first one. Either of us can cancel a day ahead, "
                "and the same rule holds for both."
            )
        },
    ),
    Part(
        "suggested-complaints",
        "complaints",
        {
            "body": "",
            "code": "",
            "link": "",
        },
    ),
)
