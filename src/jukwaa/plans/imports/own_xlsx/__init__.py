"""Our own XLSX, on its way back in: what somebody changed in it, and nothing else, is changed.

The workbook keeps the plan as it was (`figures.sheets.snapshot`). Each cell is held against what we had written into it:
where it still says that, the plan's own value stays, to the letter; where not, the cell is read as a person means it.
A workbook without that, as is the template that one fills in, says only what stands in its cells.
"""

from jukwaa.plans.imports.own_xlsx.finding import is_ours
from jukwaa.plans.imports.own_xlsx.reading import read_workbook

__all__ = ["is_ours", "read_workbook"]
