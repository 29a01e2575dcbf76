"""The forum's bodies: classed many at once, described one by one, named only with their yes."""

from __future__ import annotations

import pytest
from django.test import Client

from jukwaa.core.models import Entry
from jukwaa.forums.models import Organisation
from jukwaa.site.forms.bodies import CHOICES, as_answer, from_answer
from tests.factories import ActionFactory, OrganisationFactory, PlanFactory, RoleFactory, SectionFactory
from tests.site.desk.conftest import words

BODIES = "/desk/mombasa/bodies/"


def classes(*answers):
    """What the page sends for these (body, what, agreed)."""
    said = {"bodies-TOTAL_FORMS": len(answers), "bodies-INITIAL_FORMS": len(answers)}
    for n, (body, what, agreed) in enumerate(answers):
        said |= {f"bodies-{n}-pid": body.pid, f"bodies-{n}-what": what} | (
            {f"bodies-{n}-agreed": "on"} if agreed else {}
        )
    return said


def test_many_are_classed_on_one_page(keeper, mombasa):
    office, group, quiet, open_one = (
        OrganisationFactory(forum=mombasa, name=f"Body {c} (sample)") for c in "ABCD"
    )
    assert "4 wait for you to say what they are." in words(keeper.get(BODIES))
    answer = keeper.post(
        BODIES,
        classes(
            (office, "county_government.yes", False),
            (group, "women_led.no", True),
            (quiet, "cbo.no", False),
            (open_one, "", False),
        ),
        follow=True,
    )
    assert "3 bodies kept." in words(answer)
    told = {b.name[5]: (b.kind, b.state, b.listed) for b in mombasa.organisations.all()}
    assert told == {
        "A": ("county_government", True, True),
        "B": ("women_led", False, True),
        "C": ("cbo", False, False),
        "D": ("unknown", None, False),
    }
    assert Entry.objects.filter(verb="organisation.described").count() == 3


def test_what_was_said_of_a_body_before_is_kept_when_it_is_classed(keeper, mombasa):
    body = OrganisationFactory(forum=mombasa, short_name="WDN", focus={"en": "Peace"}, capacity=3)
    body.areas.set(["KE001005"])
    keeper.post(BODIES, classes((body, "cso.no", False)))
    body.refresh_from_db()
    assert (body.short_name, body.focus, body.capacity) == ("WDN", {"en": "Peace"}, 3)
    assert list(body.areas.values_list("code", flat=True)) == ["KE001005"]


def test_an_answer_that_is_none_keeps_the_others_typed(keeper, mombasa):
    one, two = OrganisationFactory(forum=mombasa), OrganisationFactory(forum=mombasa)
    answer = keeper.post(BODIES, classes((one, "cso.no", True), (two, "pirates.no", False)))
    assert answer.status_code == 422
    page = answer.content.decode()
    assert '<option value="cso.no" selected>' in page
    assert not Organisation.objects.exclude(state=None).exists()


def test_a_body_of_another_forum_is_never_classed(keeper, mombasa, kwale):
    theirs = OrganisationFactory(forum=kwale)
    keeper.post(BODIES, classes((theirs, "cso.no", True)))
    theirs.refresh_from_db()
    assert (theirs.state, theirs.listed) == (None, False)
    assert keeper.get(f"{BODIES}{theirs.pid}/").status_code == 404


@pytest.mark.parametrize("answer", [value for _group, inside in CHOICES[1:] for value, _label in inside])
def test_each_answer_is_read_back_as_it_was_given(answer, keeper, mombasa):
    body = OrganisationFactory(forum=mombasa)
    keeper.post(BODIES, classes((body, answer, False)))
    body.refresh_from_db()
    assert as_answer(body) == answer
    assert (body.kind, body.state) == from_answer(answer)
    assert body.listed is answer.endswith(".yes")


def test_a_body_is_described_and_renamed(keeper, mombasa):
    body = OrganisationFactory(forum=mombasa, name="Womens Netwrok (sample)")
    plan = PlanFactory(forum=mombasa, status="published_draft")
    RoleFactory(action=ActionFactory(section=SectionFactory(plan=plan)), organisation=body)
    said = {
        "name": "Women's Network (sample)",
        "what": "women_led.no",
        "agreed": "on",
        "focus_sw": "Amani",
        "areas": ["KE001"],
    }
    answer = keeper.post(f"{BODIES}{body.pid}/", said, follow=True)
    assert "Kept: Women's Network (sample)" in words(answer)
    body.refresh_from_db()
    assert (body.name, body.listed, body.focus) == ("Women's Network (sample)", True, {"sw": "Amani"})


def test_in_a_signed_plan_its_name_stays_and_the_page_says_why(keeper, mombasa):
    body = OrganisationFactory(forum=mombasa, name="Old name (sample)")
    plan = PlanFactory(forum=mombasa, status="in_force")
    RoleFactory(action=ActionFactory(section=SectionFactory(plan=plan)), organisation=body)
    page = f"{BODIES}{body.pid}/"
    assert "This name stands in a plan that is signed" in words(keeper.get(page))
    keeper.post(page, {"name": "New name (sample)", "what": "cso.no"})
    body.refresh_from_db()
    assert (body.name, body.state) == ("Old name (sample)", False)


def test_a_name_that_is_taken_is_refused_beside_the_form(keeper, mombasa):
    OrganisationFactory(forum=mombasa, name="Youth Forum (sample)")
    other = OrganisationFactory(forum=mombasa, name="Young People (sample)")
    for page in (f"{BODIES}{other.pid}/", f"{BODIES}new/"):
        answer = keeper.post(
            page, {"name": "youth forum (sample)", "what": "cso.no", "short_name": "YF typed"}
        )
        assert answer.status_code == 422
        assert "is in the list already" in words(answer)
        assert 'value="YF typed"' in answer.content.decode()
    other.refresh_from_db()
    assert (other.name, other.state) == ("Young People (sample)", None)  # both or neither


def test_a_body_is_added(keeper, mombasa):
    answer = keeper.post(f"{BODIES}new/", {"name": "Coast Choir (sample)", "what": "cbo.no"}, follow=True)
    assert "Kept: Coast Choir (sample)" in words(answer)
    assert mombasa.organisations.get().listed is False


def test_bodies_are_searched(keeper, mombasa):
    for name in ("Coast Choir (sample)", "Inland Choir (sample)"):
        OrganisationFactory(forum=mombasa, name=name, state=False)
    seen = words(keeper.get(BODIES, {"q": "coast"}))
    assert "Coast Choir" in seen
    assert "Inland Choir" not in seen
    assert "No body here is called “nobody”." in words(keeper.get(BODIES, {"q": "nobody"}))


def test_who_may_not(client, mombasa, member, outsider):
    body = OrganisationFactory(forum=mombasa)
    for person in (member, outsider):
        client.force_login(person)
        for page in (BODIES, f"{BODIES}new/", f"{BODIES}{body.pid}/"):
            assert client.get(page).status_code == 404
            assert client.post(page, {"name": "X (sample)"}).status_code == 404


def test_no_other_site_can_send_it(mombasa, secretary):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(secretary)
    assert strict.post(f"{BODIES}new/", {"name": "X (sample)"}).status_code == 403
