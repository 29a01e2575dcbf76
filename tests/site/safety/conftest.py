from __future__ import annotations

from datetime import date

from tests.house import house, visitors

__all__ = ["TODAY", "house", "visitors"]

TODAY = date(2023, 2, 1)
