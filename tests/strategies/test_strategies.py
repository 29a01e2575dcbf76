from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from jukwaa.core.models import Entry
from jukwaa.strategies.actions import add_theme, load_strategies
from jukwaa.strategies.models import Strategy, Theme


@pytest.fixture
def later(db):
    return Strategy.objects.get(code="NSPCVE-2025-30")


def test_the_nine_pillars_of_2016_ship_in_both_languages_and_the_areas_of_2025_do_not(later):
    pillars = Strategy.objects.get(code="NSCVE-2016").themes.all()
    assert [theme.code for theme in pillars] == [str(n) for n in range(1, 10)]
    assert all(theme.title["en"] and theme.title["sw"] for theme in pillars)
    assert later.title["sw"]
    assert not later.themes.exists()


def test_loading_again_changes_nothing_and_keeps_what_was_typed_in(later, administrator):
    add_theme(later, "1", {"en": "Typed in"}, by=administrator)
    before = set(Theme.objects.values_list("pk", "strategy", "code", "title__en")), Strategy.objects.count()
    assert load_strategies() == 10
    assert (
        set(Theme.objects.values_list("pk", "strategy", "code", "title__en")),
        Strategy.objects.count(),
    ) == before


def test_a_release_that_words_them_better_reaches_an_install_that_stands(db):
    Theme.objects.filter(code="2").update(title={"en": "Educaton"})
    load_strategies()
    assert Theme.objects.get(code="2").title["en"] == "Education"


def test_an_administrator_types_in_an_area_and_it_is_on_the_record(later, administrator):
    theme = add_theme(later, " 1 ", {"en": " Typed in ", "sw": ""}, by=administrator)
    assert (theme.code, theme.title, theme.position) == ("1", {"en": "Typed in"}, 1)
    entry = Entry.objects.get()
    assert (entry.verb, entry.target, entry.actor) == (
        "theme.added",
        "theme:NSPCVE-2025-30/1",
        administrator.pk,
    )


@pytest.mark.parametrize(
    ("code", "title"), [("", {"en": "x"}), ("2", {}), ("2", {"en": " "}), ("1", {"en": "x"})]
)
def test_what_cannot_be_an_area_is_refused_with_the_reason(later, administrator, code, title):
    add_theme(later, "1", {"en": "First"}, by=administrator)
    with pytest.raises(ValidationError, match="area"):
        add_theme(later, code, title, by=administrator)
    assert later.themes.count() == 1


def test_nobody_else_types_them_in(later, secretary):
    with pytest.raises(PermissionDenied, match="Only an administrator"):
        add_theme(later, "1", {"en": "x"}, by=secretary)
    assert not Entry.objects.exists()


def test_a_forum_is_open_to_the_countrys_strategies_and_its_own(mombasa, kwale):
    own = Strategy.objects.create(code="CIDP", forum=mombasa)
    assert own in Strategy.objects.open_to(mombasa)
    assert set(Strategy.objects.open_to(kwale)) == set(Strategy.objects.filter(forum=None))
