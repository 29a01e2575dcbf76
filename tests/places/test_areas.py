from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jukwaa.places.actions import Loaded, load_areas
from jukwaa.places.models import Area
from jukwaa.places.rules import is_code


def rows():
    return set(Area.objects.values_list())


def test_every_county_sub_county_and_ward_is_there_and_loading_again_changes_nothing(db):
    before = rows()
    assert load_areas() == Loaded(counties=47, sub_counties=290, wards=1450, changed=0)
    assert rows() == before
    assert (Area.objects.counties().count(), Area.objects.sub_counties().count()) == (47, 290)
    assert Area.objects.wards().count() == 1450


def test_an_empty_database_gets_them_in_one_go(db, django_assert_max_num_queries):
    Area.objects.all()._raw_delete("default")  # a whole county cannot be deleted by accident
    started = time.perf_counter()
    with django_assert_max_num_queries(30):
        assert load_areas().changed == 1787
    assert time.perf_counter() - started < 5  # measured: 0.1 s
    assert Area.objects.count() == 1787


def test_a_release_with_corrected_names_or_tiles_reaches_an_install_that_stands(db):
    before = rows()
    Area.objects.filter(code="KE001005").update(name="Mvitta")
    Area.objects.filter(code="KE001").update(column=None, row=None)
    assert load_areas().changed == 2
    assert rows() == before


def test_areas_of_the_national_administration_are_typed_in_and_stay(db):
    typed = Area.objects.create(
        code="KE001-N1", name="Mvita Division", kind="division", hierarchy="national", parent_id="KE001"
    )
    load_areas()
    assert Area.objects.get(pk=typed.pk).name == "Mvita Division"
    assert typed not in Area.objects.within("KE001")


def test_what_was_said_of_an_areas_validity_stays(db):
    Area.objects.filter(code="KE001005").update(valid_to=date(2030, 1, 1))
    load_areas()
    assert Area.objects.get(code="KE001005").valid_to == date(2030, 1, 1)


def test_wards_lie_in_their_sub_county_and_county(db):
    for ward in Area.objects.wards().select_related("parent__parent"):
        assert ward.code.startswith(ward.parent.code)
        assert ward.parent.code.startswith(ward.parent.parent.code)


def test_every_area_has_a_code_and_a_centre_in_kenya(db):
    for area in Area.objects.all():
        assert is_code(area.code)
        assert -5 < area.lat < 6
        assert 33 < area.lon < 42.5


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


@pytest.mark.parametrize(
    "text", ["", "KE1", "ke001", "KE001\n", "KE٠٠١", "KE001005-24", "KE-28", "Mombasa", "KE0010"]
)
def test_what_is_no_code(text):
    assert not is_code(text)
