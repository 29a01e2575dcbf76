"""What happens to plans: every change of state is one function: check, change, record, in one transaction."""

from jukwaa.plans.actions.bringing import confirm, correct, import_plan, keep, reading_of, set_terms
from jukwaa.plans.actions.drafting import draft_plan, publish_draft, withhold_draft
from jukwaa.plans.actions.holding import Options, Reading, read_file
from jukwaa.plans.actions.naming import rename_body
from jukwaa.plans.actions.undoing import undo

__all__ = [
    "Options",
    "Reading",
    "confirm",
    "correct",
    "draft_plan",
    "import_plan",
    "keep",
    "publish_draft",
    "read_file",
    "reading_of",
    "rename_body",
    "set_terms",
    "undo",
    "withhold_draft",
]
