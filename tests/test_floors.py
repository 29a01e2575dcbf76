from __future__ import annotations

from tools.checks import floors
from tools.checks.floors import Key


def test_no_foreign_key_points_upward():
    assert floors.complaints() == []


def test_the_models_were_really_looked_at():
    assert any(key.holder == "forums" and key.target == "places" for key in floors.keys_of_models())


def test_an_upward_key_is_reported_and_one_on_the_same_floor_is_not():
    heights = {"core": 0, "places": 1, "accounts": 1, "forums": 2}
    keys = [
        Key("places", "forums", "Area.forum"),
        Key("places", "accounts", "Area.by"),
        Key("forums", "core", "Forum.x"),
    ]
    assert list(floors.upward(keys, heights)) == ["Area.forum points up, from 'places' to 'forums'."]


def test_floors_are_read_from_the_contract_on_imports():
    heights = floors.floors()
    assert heights["core"] < heights["places"] == heights["accounts"] < heights["forums"] < heights["plans"]
