from __future__ import annotations

from pathlib import Path

from tools.checks import shape


def test_every_file_is_short_enough_to_read_and_says_what_it_holds():
    assert shape.complaints() == []


def test_a_file_over_the_ceiling_is_reported():
    sizes = [(Path("src/jukwaa/plans/views.py"), 401), (Path("src/jukwaa/plans/urls.py"), 400)]
    assert [found.split(":")[0] for found in shape.too_long(sizes)] == ["src/jukwaa/plans/views.py"]


def test_a_name_that_says_nothing_is_reported_as_file_and_as_package():
    paths = [
        Path("src/jukwaa/plans/utils.py"),
        Path("src/jukwaa/core/helpers/dates.py"),
        Path("src/jukwaa/dates.py"),
    ]
    assert len(list(shape.badly_named(paths))) == 2
