"""The plan as a workbook that a secretary recognises, and the empty matrix for those who begin."""

from jukwaa.publishing.sheets.template import write_template
from jukwaa.publishing.sheets.workbook import write_workbook

__all__ = ["write_template", "write_workbook"]
