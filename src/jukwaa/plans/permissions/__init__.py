"""Who may do what to a plan, one file per subject; the reasons are shown to people. `None` is the operator, at the
command line. A subject adds its file, and its predicates here."""

from jukwaa.plans.permissions.bringing import can_confirm, can_correct, can_draft, can_import, can_undo
from jukwaa.plans.permissions.living import can_publish, can_withhold
from jukwaa.plans.permissions.naming import can_rename

__all__ = [
    "can_confirm",
    "can_correct",
    "can_draft",
    "can_import",
    "can_publish",
    "can_rename",
    "can_undo",
    "can_withhold",
]
