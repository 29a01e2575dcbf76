"""What happens to values: entered, corrected, approved by another body; and to quarters: locked, opened again; the score: frozen.

And what keeps them from doing harm: indicators reviewed; adverse effects noted, decided on, published. And the theory of change: how it is meant to work."""

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
from jukwaa.results.actions.theory import (
    add_factor,
    draw_link,
    drop_factor,
    drop_link,
    judge_link,
    reword_factor,
)

__all__ = [
    "Answers",
    "Where",
    "add_factor",
    "approve_value",
    "approve_values",
    "correct_value",
    "decide_effect",
    "draw_link",
    "drop_factor",
    "drop_link",
    "enter_value",
    "freeze_score",
    "judge_link",
    "lock_period",
    "note_effect",
    "publish_effect",
    "review_indicator",
    "reword_factor",
    "unlock_period",
    "withhold_effect",
]
