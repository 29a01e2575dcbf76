"""A body tells what its indicators came to on one page, another checks, the secretary locks what stands."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from jukwaa.places.models import Area
from jukwaa.results.models import Period, Value
from jukwaa.site.figures.desk import desks
from tests.delivery.conftest import person_of
from tests.factories import RoleFactory
from tests.results.conftest import FIRST, LIKONI, TIMBWANI, indicator_of, told
from tests.site.pages.reading import page_of

pytestmark = pytest.mark.django_db
DESK = "/desk/mombasa/values/"


def as_(user):
    browser = Client()
    browser.force_login(user)
    return browser


def url(plan, body, quarter="2022-07"):
    return reverse("site:values-tell", args=["mombasa", plan.edition, quarter, body.pid])


@pytest.fixture
def tell(group, of_group, action):
    """tell({indicator: {"value_KE001": "4"}}) -> the answer."""
    browser = as_(of_group)

    def sent(*typed):
        said = {
            f"{indicator.pid}-{name}": value for indicator, fields in typed for name, value in fields.items()
        }
        return browser.post(url(action.plan, group), said)

    return sent


def test_a_body_tells_every_kind_of_measure_on_one_page(action, group, of_group, tell):
    action.areas.set(Area.objects.filter(code__in=[TIMBWANI, "KE001006"]))
    dialogues, places = indicator_of(action), indicator_of(action)
    women = indicator_of(action, "percentage", "ratio_of_sums", "last")
    listed, safe = indicator_of(action, "yes_no", "none"), indicator_of(action, "rubric", "none")
    answer = tell(
        (dialogues, {"value_KE001": "0"}),
        (places, {f"value_{TIMBWANI}": "3", "value_KE001006": "4"}),
        (women, {"top_KE001": "12", "of_KE001": "30", "people": "on", "method": "The list of signatures"}),
        (listed, {"value_KE001": "1"}),
        (safe, {"kind": "missing", "method": "Nobody was asked"}),
    )
    assert answer.headers["Location"] == f"{DESK}?quarter=2022-07"
    kept = {(row.indicator, row.area_id): row for row in Value.objects.all()}
    assert {key: row.value for key, row in kept.items()} == {
        (dialogues.pid, "KE001"): 0, (places.pid, TIMBWANI): 3, (places.pid, "KE001006"): 4,
        (women.pid, "KE001"): 40, (listed.pid, "KE001"): 1, (safe.pid, "KE001"): None,
    }  # fmt: skip
    assert kept[safe.pid, "KE001"].state == "missing"
    assert kept[women.pid, "KE001"].people
    assert kept[women.pid, "KE001"].method == {"en": "The list of signatures"}
    words = page_of(as_(of_group).get(f"{DESK}?quarter=2022-07")).words
    assert "5 of 5 indicators told" in words


def test_the_same_page_corrects_and_changes_nothing_else(indicator, action, group, of_group, tell):
    value = told(indicator, group, 5, area="KE001", by=of_group)
    assert 'value="5"' in as_(of_group).get(url(action.plan, group)).content.decode()
    assert tell((indicator, {"value_KE001": "5"})).status_code == 302
    assert value.turns.count() == 1
    tell((indicator, {"value_KE001": "6"}))
    value.refresh_from_db()
    assert (value.value, value.turns.count()) == (6, 2)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"value_KE001": ""}, "nothing is emptied"),
        ({"value_KE001": "7", f"value_{TIMBWANI}": "3"}, "one for each place: not both"),
        ({"value_KE001": "7", "kind": "missing"}, "take one of them out"),
        ({"value_KE001": "2.5", "people": "on"}, "whole number, 0 or more"),
        ({"value_KE001": "many"}, "Enter a number"),
        ({"value_KE001": "7", "method": "Ask Juma on 0722 123456"}, "named a person"),
    ],
)
def test_what_is_wrong_is_said_beside_it_and_nothing_is_kept(typed, said, indicator, group, tell):
    indicator.action.areas.add(Area.objects.get(code=TIMBWANI))
    other = indicator_of(indicator.action)
    told(indicator, group, 5, area="KE001")
    answer = tell((other, {"value_KE001": "9"}), (indicator, typed))
    assert answer.status_code == 422
    assert said in page_of(answer).words
    assert 'value="9"' in answer.content.decode()
    assert list(Value.objects.values_list("value", flat=True)) == [5]


def test_only_who_leads_is_asked_and_what_begins_later_not_yet(
    action, group, office, of_office, member, outsider
):
    action.starts = FIRST.ends.replace(month=12)
    action.save()
    outcome = indicator_of(action.section)
    indicator_of(action)
    RoleFactory(action=action, organisation=office, kind="support")
    words = page_of(as_(of_office).get(url(action.plan, office))).ids
    assert [each for each in words if each.startswith("i-")] == [outcome.pid]
    assert (
        "Nothing is asked of this body" in page_of(as_(person_of(group)).get(url(action.plan, group))).words
    )
    assert as_(member).get(url(action.plan, office)).status_code == 404
    assert as_(outsider).get(url(action.plan, office)).status_code == 404
    assert as_(of_office).get(url(action.plan, office, "2030-01")).status_code == 404


def test_the_lead_finds_it_on_the_desk_and_checks_it(indicator, action, group, of_group, of_office, office):
    value = told(indicator, group, 12, by=of_group)
    own = told(indicator_of(action.section), office, 3, by=of_office)
    waiting = [each.sentence for desk in desks(of_office) for each in desk.waiting]
    assert "1 value waits to be checked." in waiting
    page = page_of(as_(of_office).get(DESK))
    assert "Likoni · Women's Group (sample)" in page.words
    as_(of_office).post(f"{DESK}approve/", {"value": [value.pk, own.pk, "x", "9" * 40]})
    assert set(Value.objects.values_list("state", "pk")) == {("approved", value.pk), ("provisional", own.pk)}
    assert "To be checked by you" not in page_of(as_(of_group).get(DESK)).words


def test_the_secretary_locks_and_opens_again(indicator, group, of_group, secretary, tell):
    lock, unlock = (f"{DESK}2022-23/2022-07/{act}/" for act in ("lock", "unlock"))
    assert "Lock Jul – Sep 2022" not in page_of(as_(of_group).get(f"{DESK}?quarter=2022-07")).words
    as_(of_group).post(lock)
    assert not Period.objects.exists()
    as_(secretary).post(lock)
    answer = tell((indicator, {"value_KE001": "6"}))
    assert (answer.status_code, "This quarter is locked" in page_of(answer).words) == (422, True)
    as_(secretary).post(unlock)
    assert tell((indicator, {"value_KE001": "6"})).status_code == 302
    words = page_of(Client().get("/mombasa/record/")).words
    assert "Jul – Sep 2022 of edition 2022-23 was locked: its figures stand." in words
    assert "was opened again" in words


def test_however_many_values_wait_the_desk_asks_as_often(indicator, action, group, of_group, of_office, django_assert_max_num_queries):  # fmt: skip
    for area in (LIKONI, "KE001006", "KE001004"):
        told(indicator, group, 3, area=area, by=of_group)
    browser = as_(of_office)
    browser.get(DESK)
    with django_assert_max_num_queries(30):
        browser.get(DESK)


def test_a_survey_is_told_with_how_many_were_asked_and_its_margin(action, group, of_group, of_office, tell):
    trust = indicator_of(action, "percentage", "weighted_mean", "last")
    said = {"top_KE001": "120", "of_KE001": "300", "n": "300", "margin": "5.5"}
    assert tell((trust, said)).status_code == 302
    value = Value.objects.get()
    assert (value.n, value.margin, value.state) == (300, 5.5, "provisional")
    words = page_of(as_(of_office).get(DESK)).words
    assert "A survey: 300 were asked. Margin: 5.5 points either way." in words
    assert tell((trust, said)).status_code == 302  # the same again changes nothing
    assert Value.objects.get().turns.count() == 1
    assert tell((trust, said | {"margin": "101"})).status_code == 422
    assert tell((trust, said | {"n": "0"})).status_code == 422


def test_a_sample_of_all_is_not_told_place_by_place(action, tell):
    action.areas.set(Area.objects.filter(code__in=[TIMBWANI, "KE001006"]))
    trained = indicator_of(action)
    answer = tell((trained, {f"value_{TIMBWANI}": "4", "n": "300"}))
    assert answer.status_code == 422
    assert "Of a survey give one number for all" in page_of(answer).words
    assert not Value.objects.exists()


def test_the_steps_are_described_where_one_is_chosen(action, group, of_group):
    indicator = indicator_of(action, "rubric", "none", "last")
    indicator.verification = {"en": "1 nobody speaks; 5 all do"}
    indicator.save()
    assert "1 nobody speaks; 5 all do" in page_of(as_(of_group).get(url(action.plan, group))).words
