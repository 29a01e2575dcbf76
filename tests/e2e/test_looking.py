from __future__ import annotations

import pytest

from jukwaa.places.models import Area
from tests.e2e.looking import assert_accessible, assert_no_sideways_scrolling, assert_nothing_overlaps

pytestmark = pytest.mark.e2e

SOUND = "<!doctype html><html lang=en><title>Plan</title><main><h1>Plan</h1><p>Words</p></main></html>"
FAULTY = SOUND.replace("<p>", "<img src='data:,'><p style='color:#ddd;background:#fff'>")


def test_a_page_that_everybody_can_read_passes(phone):
    phone.set_content(SOUND)
    assert_accessible(phone)


def test_a_picture_without_words_and_pale_letters_are_named(phone):
    phone.set_content(FAULTY)
    with pytest.raises(AssertionError, match=r"(?s)image-alt.*color-contrast|color-contrast.*image-alt"):
        assert_accessible(phone)


def test_a_table_wider_than_the_phone_is_named(phone):
    phone.set_content(SOUND.replace("<p>", "<p style='width:500px'>"))
    with pytest.raises(AssertionError, match="wider than its window"):
        assert_no_sideways_scrolling(phone)


def test_a_button_that_lies_on_a_link_is_named(phone):
    beside = SOUND.replace("<p>", "<p><a href='/'>Jukwaa</a> <button>Clear this phone</button>")
    phone.set_content(beside)
    assert_nothing_overlaps(phone)
    phone.set_content(beside.replace("<button>", "<button style='margin-left:-40px'>"))
    with pytest.raises(AssertionError, match="lies on <button"):
        assert_nothing_overlaps(phone)


@pytest.mark.parametrize("_", range(2))
def test_every_test_starts_with_the_areas_that_ship(live_server, _):
    assert Area.objects.filter(kind="county").count() == 47
