"""Who may do what to a plan, one file per subject; the reasons are shown to people. `None` is the operator, at the
command line. A subject adds its file, and its predicates here."""

from jukwaa.plans.permissions.amending import (
    can_change_words,
    can_open_amendment,
    can_propose_amendment,
    can_recall_amendment,
    can_withdraw_amendment,
)
from jukwaa.plans.permissions.attaching import can_attach
from jukwaa.plans.permissions.bringing import can_confirm, can_correct, can_draft, can_import, can_undo
from jukwaa.plans.permissions.editing import can_detail, can_edit, can_remove
from jukwaa.plans.permissions.living import (
    can_adopt,
    can_close,
    can_conclude,
    can_consult,
    can_propose,
    can_publish,
    can_recall,
    can_withhold,
)
from jukwaa.plans.permissions.naming import can_rename
from jukwaa.plans.permissions.signing import (
    can_confirm_scan,
    can_refuse_scan,
    can_scan,
    can_see_scan,
    can_sign,
)
from jukwaa.plans.permissions.withdrawing import can_name_again, can_withdraw, speaks_for

__all__ = [
    "can_adopt",
    "can_attach",
    "can_change_words",
    "can_close",
    "can_conclude",
    "can_confirm",
    "can_confirm_scan",
    "can_consult",
    "can_correct",
    "can_detail",
    "can_draft",
    "can_edit",
    "can_import",
    "can_name_again",
    "can_open_amendment",
    "can_propose",
    "can_propose_amendment",
    "can_publish",
    "can_recall",
    "can_recall_amendment",
    "can_refuse_scan",
    "can_remove",
    "can_rename",
    "can_scan",
    "can_see_scan",
    "can_sign",
    "can_undo",
    "can_withdraw",
    "can_withdraw_amendment",
    "can_withhold",
    "speaks_for",
]
