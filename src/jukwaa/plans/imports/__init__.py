"""Files read in: somebody's Word or Excel matrix, or our own JSON and XLSX, as a plan and what is doubtful of it."""

from jukwaa.plans.imports.contract import Known, KnownBody, Problem, Understood, as_json, problem_of, refused
from jukwaa.plans.imports.opening import LARGEST
from jukwaa.plans.imports.reading import read

__all__ = [
    "LARGEST",
    "Known",
    "KnownBody",
    "Problem",
    "Understood",
    "as_json",
    "problem_of",
    "read",
    "refused",
]
