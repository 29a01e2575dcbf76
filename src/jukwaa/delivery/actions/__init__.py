"""What happens to reports: filed, corrected, confirmed by the body; returned, verified, released; taken back;
thanked for, asked about and answered. And to money."""

from jukwaa.delivery.actions.answering import answer_report, ask_report, thank_report
from jukwaa.delivery.actions.bringing import Brought, Read, bring_reports
from jukwaa.delivery.actions.checking import release_report, return_report, verify_report, verify_reports
from jukwaa.delivery.actions.drawing import draw_sample
from jukwaa.delivery.actions.evidence import add_evidence, note_paper, remove_evidence
from jukwaa.delivery.actions.filing import (
    confirm_report,
    correct_report,
    file_report,
    withdraw_report,
)
from jukwaa.delivery.actions.money import (
    Of,
    check_all_money,
    check_money,
    correct_money,
    enter_money,
    strike_money,
)
from jukwaa.delivery.actions.reminding import remind_all

__all__ = [
    "Brought",
    "Of",
    "Read",
    "add_evidence",
    "answer_report",
    "ask_report",
    "bring_reports",
    "check_all_money",
    "check_money",
    "confirm_report",
    "correct_money",
    "correct_report",
    "draw_sample",
    "enter_money",
    "file_report",
    "note_paper",
    "release_report",
    "remind_all",
    "remove_evidence",
    "return_report",
    "strike_money",
    "thank_report",
    "verify_report",
    "verify_reports",
    "withdraw_report",
]
