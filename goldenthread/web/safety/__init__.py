"""Whether a house is safe to open (security.md G33).

`seen.py` holds what is looked at, as plain values. `settings_rules.py` and `house_rules.py` are
pure: each rule asks one question of what was seen and, where the answer is bad, says one sentence
and what to do. What could not be seen is None or absent, and no rule speaks of it.
`web/checks.py` does the looking.
"""

from goldenthread.web.safety.house_rules import faults_of_surroundings
from goldenthread.web.safety.seen import Choices, Fault, Place, StoreChoice, Surroundings
from goldenthread.web.safety.settings_rules import faults_of_choices

__all__ = [
    "Choices",
    "Fault",
    "Place",
    "StoreChoice",
    "Surroundings",
    "faults_of_choices",
    "faults_of_surroundings",
]
