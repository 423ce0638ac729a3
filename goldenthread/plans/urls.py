"""Where plans are found. Included at the root."""

from django.urls import path

from goldenthread.plans.states import GoalState, LineKind
from goldenthread.plans.views import goals, lines, plan

app_name = "plans"

_HERE = "together/<uuid:rel>/plan/"
_GOAL = f"{_HERE}goals/<uuid:uid>/"
_LINE = f"{_HERE}lines/<uuid:uid>/"

urlpatterns = [
    path(_HERE, plan.plan, name="plan"),
    path(f"{_HERE}goals/new/", goals.new, name="new_goal"),
    path(_GOAL, goals.goal, name="goal"),
    path(f"{_GOAL}words/", goals.reword, name="reword_goal"),
    path(f"{_GOAL}up/", goals.move, {"up": True}, name="goal_up"),
    path(f"{_GOAL}down/", goals.move, {"up": False}, name="goal_down"),
    path(
        f"{_GOAL}no-longer-mine/",
        goals.retire,
        {"became": GoalState.NO_LONGER_MINE},
        name="no_longer_mine",
    ),
    path(f"{_GOAL}done-with/", goals.retire, {"became": GoalState.DONE_WITH}, name="done_with"),
    path(f"{_GOAL}bring-back/", goals.bring_back, name="bring_back"),
    path(f"{_GOAL}share/", goals.share, name="share_goal"),
    path(f"{_GOAL}close/", goals.unshare, name="unshare_goal"),
    path(f"{_GOAL}suggest/", goals.suggest, name="suggest"),
    path(f"{_GOAL}for-the-sponsor/", goals.for_sponsor, name="for_sponsor"),
    path(f"{_GOAL}take-up/", goals.take_up, name="take_up"),
    path(f"{_GOAL}put-away/", goals.put_away, name="put_away"),
    path(
        f"{_HERE}not-covered/new/",
        lines.new,
        {"kind": LineKind.NOT_COVERED},
        name="new_not_covered",
    ),
    path(f"{_HERE}review/new/", lines.new, {"kind": LineKind.REVIEW}, name="new_review"),
    path(f"{_LINE}words/", lines.reword, name="reword_line"),
    path(f"{_LINE}yes/", lines.yes, name="line_yes"),
    path(f"{_LINE}stay/", lines.stay, name="line_stay"),
    path(f"{_LINE}leave-out/", lines.leave_out, name="line_leave_out"),
]
