"""The door of plans."""

from goldenthread.plans.actions.goals import (
    AlreadyKept,
    WordedElsewhere,
    add_goal,
    bring_back_goal,
    move_goal,
    put_suggestion_away,
    retire_goal,
    reword_goal,
    share_goal,
    suggest_wording,
    take_up_suggestion,
    unshare_goal,
)
from goldenthread.plans.actions.lines import (
    look_at_plan,
    propose_line,
    reword_line,
    say_yes_to_line,
    stay_with_line,
)
from goldenthread.plans.hanging import Hanging, say_what_hangs_with
from goldenthread.plans.opened import GoalWords, OpenGoal, OpenPlan
from goldenthread.plans.queries import (
    copy_for,
    goal_titles,
    goals_retired,
    has_goal,
    looked_last,
    open_goals,
    the_goal,
    the_plan,
)
from goldenthread.plans.states import GoalState, LineKind

__all__ = [
    "AlreadyKept",
    "GoalState",
    "GoalWords",
    "Hanging",
    "LineKind",
    "OpenGoal",
    "OpenPlan",
    "WordedElsewhere",
    "add_goal",
    "bring_back_goal",
    "copy_for",
    "goal_titles",
    "goals_retired",
    "has_goal",
    "look_at_plan",
    "looked_last",
    "move_goal",
    "open_goals",
    "propose_line",
    "put_suggestion_away",
    "retire_goal",
    "reword_goal",
    "reword_line",
    "say_what_hangs_with",
    "say_yes_to_line",
    "share_goal",
    "stay_with_line",
    "suggest_wording",
    "take_up_suggestion",
    "the_goal",
    "the_plan",
    "unshare_goal",
]
