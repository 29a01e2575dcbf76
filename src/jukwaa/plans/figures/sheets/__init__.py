"""A plan as sheets of a workbook: which columns there are and what stands in each cell.

Shared by the writer, which gives them their look, and by the reader, which tells by them what somebody changed.
"""

from jukwaa.plans.figures.sheets.cells import Cell, area_labels, body_label
from jukwaa.plans.figures.sheets.columns import Column, View, view_of
from jukwaa.plans.figures.sheets.rows import Sheet, sheets_of
from jukwaa.plans.figures.sheets.snapshot import Snapshot, pack_snapshot, unpack_snapshot
from jukwaa.plans.figures.sheets.words import labels, language_name, sheet_titles

__all__ = [
    "Cell",
    "Column",
    "Sheet",
    "Snapshot",
    "View",
    "area_labels",
    "body_label",
    "labels",
    "language_name",
    "pack_snapshot",
    "sheet_titles",
    "sheets_of",
    "unpack_snapshot",
    "view_of",
]
