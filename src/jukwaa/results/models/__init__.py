"""What is kept of results.

values        what indicators came to by quarter, place and cell, and each step from entered to approved
publications  what was published of it, whole and dated
theory        how the plan is meant to work: actions, what they strengthen, outcomes
caring        whether measuring does harm: reviews of indicators, and the register of what went wrong or could
"""

from jukwaa.results.models.caring import AdverseEffect, AdverseEffectQuerySet, Review, ReviewQuerySet, cleared
from jukwaa.results.models.publications import Publication, PublicationQuerySet
from jukwaa.results.models.theory import CausalLink, Factor, FactorQuerySet
from jukwaa.results.models.values import Period, PeriodQuerySet, Turn, Value, ValueQuerySet

__all__ = [
    "AdverseEffect",
    "AdverseEffectQuerySet",
    "CausalLink",
    "Factor",
    "FactorQuerySet",
    "Period",
    "PeriodQuerySet",
    "Publication",
    "PublicationQuerySet",
    "Review",
    "ReviewQuerySet",
    "Turn",
    "Value",
    "ValueQuerySet",
    "cleared",
]
