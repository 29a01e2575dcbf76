"""What is kept of delivery: reports with their steps, reminders, and money.

reports   what was told, how many people, and each step from submitted to verified; whom a reminder reached
forms     how the columns of a form of another program are read
evidence  what lies beside a report
money     what was committed, received and spent, by source and quarter
"""

from jukwaa.delivery.models.evidence import Evidence, EvidenceQuerySet
from jukwaa.delivery.models.forms import FormMapping, FormMappingQuerySet
from jukwaa.delivery.models.money import Money, MoneyQuerySet
from jukwaa.delivery.models.reports import Reach, Reminder, Report, ReportQuerySet, Step

__all__ = [
    "Evidence",
    "EvidenceQuerySet",
    "FormMapping",
    "FormMappingQuerySet",
    "Money",
    "MoneyQuerySet",
    "Reach",
    "Reminder",
    "Report",
    "ReportQuerySet",
    "Step",
]
