"""What happens to values: entered, corrected, approved by another body; and to quarters: locked, opened again; the score: frozen.

And what keeps them from doing harm: indicators reviewed; adverse effects noted, decided on, published."""

from jukwaa.results.actions.caring import (
    Answers,
    decide_effect,
    note_effect,
    publish_effect,
    review_indicator,
    withhold_effect,
)
from jukwaa.results.actions.freezing import freeze_score
from jukwaa.results.actions.locking import lock_period, unlock_period
from jukwaa.results.actions.telling import Where, approve_value, approve_values, correct_value, enter_value

__all__ = [
    "Answers",
    "Where",
    "approve_value",
    "approve_values",
    "correct_value",
    "decide_effect",
    "enter_value",
    "freeze_score",
    "lock_period",
    "note_effect",
    "publish_effect",
    "review_indicator",
    "unlock_period",
    "withhold_effect",
]
