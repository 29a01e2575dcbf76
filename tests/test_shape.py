from __future__ import annotations

import re
from pathlib import Path

from tools.checks import ROOT, shape


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


def test_no_template_prints_a_key_as_a_number():
    """From 1000 on a number is written with a separator, and no form finds the row "1,000" again."""
    bare = re.compile(r"\{\{ (?:[a-z_]+\.)*(?:pk|id) \}\}")
    assert all(bare.search(text) for text in ("{{ role.pk }}", "{{ pk }}"))
    assert not bare.search("{{ body.pid }}")
    paths = (ROOT / "src").rglob("*.html")
    assert [path.name for path in paths if bare.search(path.read_text(encoding="utf-8"))] == []


def test_each_decision_has_a_number_of_its_own_and_says_it():
    files = sorted((ROOT / "docs/decisions").glob("*.md"))
    numbers = [int(file.name[:4]) for file in files]
    assert sorted(set(numbers)) == numbers == list(range(1, len(files) + 1))
    for number, file in zip(numbers, files, strict=True):
        assert file.read_text().startswith(f"# {number}. ")
