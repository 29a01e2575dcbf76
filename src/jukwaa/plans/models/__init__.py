"""What is kept of plans: plan and sections, actions and who does them, and what was brought in."""

from jukwaa.plans.models.agreement import (
    Amendment,
    Attachment,
    PaperSignature,
    ParticipationPoint,
    Signature,
    Version,
)
from jukwaa.plans.models.commitments import (
    Action,
    Alignment,
    Indicator,
    IndicatorDefinition,
    Role,
)
from jukwaa.plans.models.intake import Intake
from jukwaa.plans.models.offers import Ask, Give, Need, Pledge, Reply
from jukwaa.plans.models.structure import Leadership, Manifest, Paragraph, Plan, Salt, Section

__all__ = [
    "Action",
    "Alignment",
    "Amendment",
    "Ask",
    "Attachment",
    "Give",
    "Indicator",
    "IndicatorDefinition",
    "Intake",
    "Leadership",
    "Manifest",
    "Need",
    "PaperSignature",
    "Paragraph",
    "ParticipationPoint",
    "Plan",
    "Pledge",
    "Reply",
    "Role",
    "Salt",
    "Section",
    "Signature",
    "Version",
]
