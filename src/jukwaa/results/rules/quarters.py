"""The quarters of a plan: what the plan itself says of them (`plans.rules.quarters`), which floors below results need too."""

from jukwaa.plans.rules.quarters import GRACE, Quarter, named, quarter_of, quarters

__all__ = ["GRACE", "Quarter", "named", "quarter_of", "quarters"]
