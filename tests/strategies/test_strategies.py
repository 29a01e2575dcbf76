from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied

from jukwaa.strategies.actions import add_theme, load_strategies
from jukwaa.strategies.models import Strategy


def test_the_nine_pillars_of_2016_ship_and_the_areas_of_2025_are_typed_in(db, administrator):
    assert load_strategies() == 9
    assert Strategy.objects.get(code="NSCVE-2016").themes.count() == 9
    later = Strategy.objects.get(code="NSPCVE-2025-30")
    assert later.themes.count() == 0
    add_theme(later, "1", {"en": "Typed in"}, by=administrator)
    assert later.themes.count() == 1


def test_only_an_administrator_types_them_in(secretary):
    with pytest.raises(PermissionDenied):
        add_theme(Strategy.objects.get(code="NSPCVE-2025-30"), "1", {"en": "x"}, by=secretary)
