"""What is kept of plans: plan and sections, actions and who does them, and what was brought in."""

from jukwaa.plans.models.commitments import (
    Action,
    Alignment,
    Indicator,
    IndicatorDefinition,
    Role,
)
from jukwaa.plans.models.intake import Intake
from jukwaa.plans.models.structure import Leadership, Paragraph, Plan, Salt, Section

__all__ = [
    "Action",
    "Alignment",
    "Indicator",
    "IndicatorDefinition",
    "Intake",
    "Leadership",
    "Paragraph",
    "Plan",
    "Role",
    "Salt",
    "Section",
]
