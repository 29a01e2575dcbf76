"""What happens to plans: every change of state is one function: check, change, record, in one transaction."""

from jukwaa.plans.actions.amending import (
    open_amendment,
    propose_amendment,
    recall_amendment,
    save_working_document,
    withdraw_amendment,
    working_document,
)
from jukwaa.plans.actions.bringing import confirm, correct, import_plan, keep, reading_of, set_terms
from jukwaa.plans.actions.drafting import draft_plan
from jukwaa.plans.actions.holding import Options, Reading, read_file
from jukwaa.plans.actions.living import (
    close,
    conclude,
    consult,
    propose,
    publish_draft,
    recall,
    withhold_draft,
)
from jukwaa.plans.actions.naming import rename_body
from jukwaa.plans.actions.signing import confirm_scan, refuse_scan, scan, sign
from jukwaa.plans.actions.undoing import undo
from jukwaa.plans.actions.withdrawing import name_body_again, withdraw_body

__all__ = [
    "Options",
    "Reading",
    "close",
    "conclude",
    "confirm",
    "confirm_scan",
    "consult",
    "correct",
    "draft_plan",
    "import_plan",
    "keep",
    "name_body_again",
    "open_amendment",
    "propose",
    "propose_amendment",
    "publish_draft",
    "read_file",
    "reading_of",
    "recall",
    "recall_amendment",
    "refuse_scan",
    "rename_body",
    "save_working_document",
    "scan",
    "set_terms",
    "sign",
    "undo",
    "withdraw_amendment",
    "withdraw_body",
    "withhold_draft",
    "working_document",
]
