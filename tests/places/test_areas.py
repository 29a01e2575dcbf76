from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jukwaa.places.actions import Loaded, load_areas
from jukwaa.places.models import Area
from jukwaa.places.rules import is_code


def test_every_county_sub_county_and_ward_is_there_and_loading_again_changes_nothing(db):
    before = set(Area.objects.values_list())
    assert load_areas() == Loaded(counties=47, sub_counties=290, wards=1450)
    assert set(Area.objects.values_list()) == before
    assert (Area.objects.counties().count(), Area.objects.sub_counties().count()) == (47, 290)
    assert Area.objects.wards().count() == 1450


def test_an_empty_database_gets_them_in_one_go(db, django_assert_max_num_queries):
    Area.objects.all()._raw_delete("default")  # a whole county cannot be deleted by accident
    with django_assert_max_num_queries(30):
        load_areas()
    assert Area.objects.count() == 1787


def test_wards_lie_in_their_sub_county_and_county(db):
    for ward in Area.objects.wards().select_related("parent__parent"):
        assert ward.code.startswith(ward.parent.code)
        assert ward.parent.code.startswith(ward.parent.parent.code)


def test_mombasa_has_six_sub_counties_and_thirty_wards(db):
    inside = Area.objects.within("KE001")
    assert (inside.sub_counties().count(), inside.wards().count()) == (6, 30)
    assert Area.objects.get(code="KE001").iso == "KE-28"


@pytest.mark.parametrize("county", ["KE001", "KE019", "KE047"])
def test_every_ward_has_a_tile_of_its_own_inside_its_county(db, county):
    wards = Area.objects.within(county).wards()
    assert len({(ward.column, ward.row) for ward in wards}) == wards.count()


def test_every_county_has_a_tile_of_its_own(db):
    assert len({(area.column, area.row) for area in Area.objects.counties()}) == 47


@given(st.integers(min_value=0))
def test_a_bare_number_is_never_an_area(number):
    assert not is_code(str(number))
    assert not is_code(f"{number:03}")
