"""What happens to values: entered, corrected, approved by another body; and to quarters: locked, opened again; the score: frozen."""

from jukwaa.results.actions.freezing import freeze_score
from jukwaa.results.actions.locking import lock_period, unlock_period
from jukwaa.results.actions.telling import Where, approve_value, approve_values, correct_value, enter_value

__all__ = [
    "Where",
    "approve_value",
    "approve_values",
    "correct_value",
    "enter_value",
    "freeze_score",
    "lock_period",
    "unlock_period",
]
