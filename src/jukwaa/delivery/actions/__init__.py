"""What happens to reports: filed, corrected, confirmed by the body; returned, verified, released; taken back."""

from jukwaa.delivery.actions.checking import release_report, return_report, verify_report, verify_reports
from jukwaa.delivery.actions.evidence import add_evidence, note_paper, remove_evidence
from jukwaa.delivery.actions.filing import (
    confirm_report,
    correct_report,
    file_report,
    withdraw_report,
)
from jukwaa.delivery.actions.reminding import remind_all

__all__ = [
    "add_evidence",
    "confirm_report",
    "correct_report",
    "file_report",
    "note_paper",
    "release_report",
    "remind_all",
    "remove_evidence",
    "return_report",
    "verify_report",
    "verify_reports",
    "withdraw_report",
]
