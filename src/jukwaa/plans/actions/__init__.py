"""What happens to plans: every change of state is one function: check, change, record, in one transaction."""

from jukwaa.plans.actions.bringing import (
    Options,
    Reading,
    confirm,
    correct,
    discard,
    import_plan,
    keep,
    read_file,
    reading_of,
    set_terms,
    undo,
)
from jukwaa.plans.actions.drafting import draft_plan, publish_draft, withhold_draft

__all__ = [
    "Options",
    "Reading",
    "confirm",
    "correct",
    "discard",
    "draft_plan",
    "import_plan",
    "keep",
    "publish_draft",
    "read_file",
    "reading_of",
    "set_terms",
    "undo",
    "withhold_draft",
]
