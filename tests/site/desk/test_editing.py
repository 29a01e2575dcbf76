"""The editor's pages: what they show, what is typed and never lost, two people at once."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from jukwaa.forums.models import Organisation
from jukwaa.plans.actions import editing
from jukwaa.plans.models import Action, Plan
from jukwaa.plans.rules.starters import starter_named
from tests.factories import SeatFactory
from tests.plans.acts.bringing import bring, doc_of, plan_of
from tests.plans.rules.building import action, indicator, led_by, matrix, paragraph, section, the


@pytest.fixture
def plan(mombasa):
    talks = action(
        "Hold talks", roles=(led_by("Amani Trust (sample)"),), indicators=(indicator("Talks held"),)
    )
    file = matrix(section("Gender", talks, action("Train"), text=(paragraph("Why"),)), section("Youth"))
    bring(mombasa, file)
    return plan_of(mombasa)


@pytest.fixture
def talks(plan):
    return the(doc_of(plan.forum), "Hold talks").id


@pytest.fixture
def visitor(secretary):
    client = Client()
    client.force_login(secretary)
    return client


def at(name, plan, pid, *more, language=""):
    return language + reverse(f"site:desk-edit-{name}", args=[plan.forum.slug, plan.edition, pid, *more])


def opened(client, url):
    """What a browser would send back of the form, untouched."""
    page = client.get(url).content.decode()
    form = page[page.index("<form class") :]
    said = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form))
    said |= dict(re.findall(r'<textarea name="([^"]+)"[^>]*>\s*([^<]*)</textarea>', form))
    said |= dict(
        re.findall(r'<input type="(?:text|date|number)"[^>]*?name="([^"]+)"[^>]*?value="([^"]*)"', form)
    )
    said |= {
        name: re.search(r'value="([^"]*)" selected', inside)[1]
        for name, inside in re.findall(r'<select [^>]*?name="([^"]+)"[^>]*>(.*?)</select>', form, re.DOTALL)
        if "selected" in inside
    }
    said.pop("csrfmiddlewaretoken", None)
    return said


def test_an_action_shows_its_parts_each_with_the_way_to_change_it(visitor, plan, talks):
    page = visitor.get(at("item", plan, talks)).content.decode()
    for part in ("words", "leads", "support", "when", "where", "money", "status", "notes", "aligned", "code"):
        assert at("part", plan, talks, part) in page
    assert "Talks held" in page
    assert "Swahili: not yet translated" in page


def test_a_change_is_kept_and_said_with_a_receipt_for_what_was_kept_on_the_phone(visitor, plan, talks):
    url = at("part", plan, talks, "words")
    answer = visitor.post(url, opened(visitor, url) | {"title_sw": "Fanya mazungumzo"}, follow=True)
    assert answer.redirect_chain == [(at("item", plan, talks), 302)]
    assert f'data-received="{url}"' in answer.content.decode()
    assert the(doc_of(plan.forum), "Hold talks").title["sw"] == "Fanya mazungumzo"


def test_the_second_of_two_sees_both_texts_side_by_side_and_chooses(visitor, plan, talks, secretary):
    url = at("part", plan, talks, "words")
    mine = opened(visitor, url) | {"text_en": "Twice a month.", "audience_en": "Elders"}
    theirs = opened(visitor, url) | {"text_en": "In every ward.", "title_sw": "Mazungumzo"}
    assert visitor.post(url, theirs).status_code == 302
    answer = visitor.post(url, mine)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "In every ward." in page
    assert page.count("Twice a month.") == 2  # beside theirs, and in the form
    assert "Mazungumzo" in page, "what only they changed stands in the form already"
    assert "Elders" in page
    again = _sent_back(page)
    unsaid = visitor.post(url, again)
    assert unsaid.status_code == 422, "without a choice nothing is written"
    assert "In every ward." in unsaid.content.decode()
    assert "Twice a month." in unsaid.content.decode()
    assert visitor.post(url, again | {"take-text_en": "mine"}).status_code == 302
    now = the(doc_of(plan.forum), "Hold talks")
    assert (now.text["en"], now.title["sw"], now.audience["en"]) == ("Twice a month.", "Mazungumzo", "Elders")


def test_the_second_of_two_can_leave_the_others_text(visitor, plan, talks):
    url = at("part", plan, talks, "when")
    mine = opened(visitor, url) | {"starts": "2022-07-01"}
    visitor.post(url, opened(visitor, url) | {"starts": "2022-08-01"})
    page = visitor.post(url, mine).content.decode()
    assert "1 August 2022" in page
    assert "1 July 2022" in page
    visitor.post(url, _sent_back(page) | {"take-starts": "theirs"})
    assert str(the(doc_of(plan.forum), "Hold talks").starts) == "2022-08-01"


def _sent_back(page):
    class Once:
        def get(self, _url):
            return self

        content = page.encode()

    return opened(Once(), "")


def test_what_is_not_right_comes_back_with_everything_typed(visitor, plan, talks):
    url = at("part", plan, talks, "when")
    answer = visitor.post(url, opened(visitor, url) | {"starts": "2022-08-01", "ends": "2022-07-01"})
    assert answer.status_code == 422
    assert 'value="2022-07-01"' in answer.content.decode()
    assert "data-typed" in answer.content.decode()


@pytest.mark.parametrize("text", ["Call 0712 345 678", "Write to asha@example.org", "ID 12345678"])
def test_a_persons_details_are_confirmed_or_taken_out_never_kept_silently(visitor, plan, talks, text):
    url = at("part", plan, talks, "words")
    said = opened(visitor, url) | {"text_en": text}
    answer = visitor.post(url, said)
    assert answer.status_code == 422
    assert "details of a person" in answer.content.decode()
    assert the(doc_of(plan.forum), "Hold talks").text == {}
    assert visitor.post(url, said | {"sure": "1"}).status_code == 302
    assert the(doc_of(plan.forum), "Hold talks").text == {"en": text}


def test_a_name_near_a_known_one_is_asked_about(visitor, plan, talks):
    url = at("part", plan, talks, "support")
    said = opened(visitor, url) | {"who-0-name": "Amani Trusts (sample)", "who-0-kind": "support"}
    answer = visitor.post(url, said)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Is “Amani Trusts (sample)” the same as “Amani Trust (sample)”?" in page
    field = re.search(r'name="(is-\w+)"', page)[1]
    assert visitor.post(url, said | {field: "same"}).status_code == 302
    assert [r.body.name for r in the(doc_of(plan.forum), "Hold talks").roles] == ["Amani Trust (sample)"] * 2
    assert Organisation.objects.count() == 1


def test_a_new_name_is_admitted_and_more_rows_lose_nothing(visitor, plan, talks):
    url = at("part", plan, talks, "support")
    said = opened(visitor, url) | {"who-1-name": "Harbour School (sample)", "who-1-share": "the hall"}
    more = visitor.post(url, said | {"again": "row"})
    assert more.status_code == 200
    assert 'value="Harbour School (sample)"' in more.content.decode()
    assert not Organisation.objects.filter(name__startswith="Harbour").exists()
    assert visitor.post(url, said).status_code == 302
    assert not Organisation.objects.get(name="Harbour School (sample)").listed


def test_places_are_found_by_name_within_the_county_and_what_is_ticked_stays(visitor, plan, talks):
    url = at("part", plan, talks, "where")
    assert visitor.get(url).content.decode().count('type="checkbox"') < 60
    found = visitor.post(
        url, opened(visitor, url) | {"areas": ["KE001005"], "place": "shimanzi", "again": "place"}
    )
    page = found.content.decode()
    assert re.search(r'value="KE001005"[^>]*checked', page)
    opens = re.findall(r"<details open><summary>([^<]+)", page)
    assert len(opens) == 2
    visitor.post(url, opened(visitor, url) | {"areas": ["KE001005", "KE001001"]})
    assert the(doc_of(plan.forum), "Hold talks").areas == ("KE001005", "KE001001") or set(
        the(doc_of(plan.forum), "Hold talks").areas
    ) == {"KE001005", "KE001001"}


def test_what_is_added_dropped_shifted_and_moved(visitor, plan, talks):
    gender, youth = (row.pid for row in plan.sections.all())
    add = at("add", plan, gender, "action")
    answer = visitor.post(add, opened(visitor, add) | {"title_en": "Listen"}, follow=True)
    assert "Listen" in answer.content.decode()
    new = Action.objects.get(title__en="Listen")
    assert new.code == "1.3"
    visitor.post(at("shift", plan, new.pid), {"way": "up"})
    assert [a.pid for a in Action.objects.filter(section__pid=gender)].index(new.pid) == 1
    visitor.post(at("move", plan, new.pid), {"section": youth})
    new.refresh_from_db()
    assert (new.section.pid, new.code) == (youth, "1.3")
    drop = at("drop", plan, gender)
    page = visitor.get(drop).content.decode()
    assert "2 actions, with who does them" in page
    assert "one indicator" in page
    assert "one paragraph" in page
    visitor.post(drop)
    assert not Action.objects.filter(pid=talks).exists()


def test_whoever_may_edit_finds_the_way_on_the_public_page_and_nobody_else(
    visitor, plan, talks, client, mombasa
):
    Plan.objects.filter(pk=plan.pk).update(status="published_draft")
    code = Action.objects.get(pid=talks).code
    url = reverse("site:action", args=["mombasa", plan.edition, code])
    assert at("item", plan, talks) in visitor.get(url).content.decode()
    assert "/edit/" not in client.get(url).content.decode()
    body = Organisation.objects.get(name="Amani Trust (sample)")
    leading = Client()
    leading.force_login(SeatFactory(forum=mombasa, role="focal_person", organisation=body).holder)
    assert at("item", plan, talks) in leading.get(url).content.decode()
    page = leading.get(at("item", plan, talks)).content.decode()
    assert at("part", plan, talks, "when") in page
    assert at("part", plan, talks, "words") not in page


def test_a_signed_plan_says_how_its_words_change(visitor, plan, talks):
    Plan.objects.filter(pk=plan.pk).update(status="in_force")
    page = visitor.get(at("item", plan, talks)).content.decode()
    assert "the secretary or a co-chair opens one" in page
    assert at("part", plan, talks, "when") in page
    assert at("part", plan, talks, "words") not in page


def test_text_of_people_is_never_markup(visitor, plan, talks, secretary):
    url = at("part", plan, talks, "words")
    visitor.post(url, opened(visitor, url) | {"text_en": "<script>alert(1)</script>"})
    for page in (at("item", plan, talks), url):
        assert "<script>alert" not in visitor.get(page).content.decode()


def test_a_page_of_the_editor_costs_the_same_queries_whatever_it_holds(
    visitor, plan, django_assert_max_num_queries
):
    gender = plan.sections.first().pid
    for n in range(12):
        editing.add_item(plan, gender, "action", dict.fromkeys(
            ("title_en", "title_sw", "text_en", "text_sw", "audience_en", "audience_sw"), f"{n}"), by=None)  # fmt: skip
    visitor.get(at("item", plan, gender))
    with django_assert_max_num_queries(75):
        visitor.get(at("item", plan, gender))


def test_the_same_page_in_swahili(visitor, plan, talks):
    page = visitor.get(at("item", plan, talks, language="/sw")).content.decode()
    assert '<html lang="sw">' in page


def test_an_indicator_can_be_started_from_one_that_others_use_and_adds_up_with_theirs(visitor, plan, talks):
    add = at("add", plan, talks, "indicator")
    page = visitor.get(add).content.decode()
    assert "?starter=trained" in page
    said = opened(visitor, f"{add}?starter=trained")
    assert said["text_en"] == "People who completed a training"
    assert visitor.post(add, said | {"target": "40"}).status_code == 302
    made = Action.objects.get(pid=talks).indicators.get(target="40").definition
    assert (made.pid, made.over_places) == (starter_named("trained").doc.definition, "sum")
    visitor.post(add, said | {"text_en": "People trained here", "target": "41"})
    own = Action.objects.get(pid=talks).indicators.get(target="41").definition
    assert own.pid != made.pid
    edit = at("part", plan, Action.objects.get(pid=talks).indicators.get(target="40").pid, "words")
    visitor.post(edit, opened(visitor, edit) | {"text_en": "People who came"})
    changed = Action.objects.get(pid=talks).indicators.get(target="40").definition
    assert (changed.text["en"], changed.pid != made.pid) == ("People who came", True)
