"""One row of what was understood, put right; and what a name in the file means."""

from __future__ import annotations

from jukwaa.forums.models import Organisation
from jukwaa.plans.models import Action, Intake
from tests.site.desk.conftest import form_of, words

UPLOAD = "/desk/mombasa/import/"


def said_in(value):
    """Without what is left open: a text that is not there and one that is empty say the same."""
    if isinstance(value, dict):
        return {key: said for key, item in value.items() if (said := said_in(item)) not in (None, {})}
    return [said_in(item) for item in value] if isinstance(value, list) else value


def test_a_row_that_is_not_right_keeps_what_was_typed(keeper, brought):
    page = f"{UPLOAD}{brought().pk}/row/0/"
    said = form_of(keeper.get(page))
    said |= {
        "title": "Hold many dialogues",
        "starts": "2025-01-01",
        "ends": "2024-12-01",
        "remarks": "typed <b>here</b>",
    }
    answer = keeper.post(page, said)
    assert answer.status_code == 422
    assert "The last day lies before the first." in words(answer)
    assert "Hold many dialogues" in answer.content.decode()
    assert "typed &lt;b&gt;here&lt;/b&gt;" in answer.content.decode()
    assert Intake.objects.get().document["sections"][0]["actions"][0]["title"] == {
        "en": "Hold ward dialogues"
    }


def test_opening_a_row_and_keeping_it_changes_nothing_but_its_doubts(keeper, brought):
    intake = brought()
    page = f"{UPLOAD}{intake.pk}/row/0/"
    assert keeper.post(page, form_of(keeper.get(page))).status_code == 302
    after = Intake.objects.get()
    assert said_in(after.document) == said_in(intake.document)
    assert len(after.problems) < len(intake.problems)


def test_indicators_and_status_can_be_put_right(keeper, brought):
    intake = brought()
    page = f"{UPLOAD}{intake.pk}/row/0/"
    said = form_of(keeper.get(page)) | {
        "status": "moving",
        "indicators-0-target": "20",
        "indicators-0-verification": "Minutes",
        "indicators-1-text": "Women who speak",
        "indicators-1-baseline": "3",
    }
    assert keeper.post(page, said).status_code == 302
    keeper.post(f"{UPLOAD}{intake.pk}/confirm/")
    action = Action.objects.get(code="1.1")
    assert action.status == "moving"
    told = [(str(i), i.baseline, i.target, i.verification) for i in action.indicators.order_by("position")]
    assert told == [("Dialogues held", "", "20", {"en": "Minutes"}), ("Women who speak", "3", "", {})]


def test_a_place_that_no_box_stands_for_is_kept(keeper, brought):
    intake = brought()
    document = intake.document
    document["sections"][0]["actions"][0]["areas"] = ["KE001005", "KE001-DIV-3"]
    Intake.objects.update(document=document)
    page = f"{UPLOAD}{intake.pk}/row/0/"
    assert "Other places" in words(keeper.get(page))
    keeper.post(page, form_of(keeper.get(page)))
    assert Intake.objects.get().document["sections"][0]["actions"][0]["areas"] == ["KE001005", "KE001-DIV-3"]


def test_a_target_without_words_is_asked_what_it_measures(keeper, brought):
    page = f"{UPLOAD}{brought().pk}/row/1/"
    answer = keeper.post(page, form_of(keeper.get(page)) | {"indicators-0-target": "20"})
    assert answer.status_code == 422
    assert "Say what is measured" in words(answer)


def test_a_row_moves_to_another_section(keeper, brought):
    intake = brought()
    page = f"{UPLOAD}{intake.pk}/row/1/"
    keeper.post(page, form_of(keeper.get(page)) | {"section": "1"})
    keeper.post(f"{UPLOAD}{intake.pk}/confirm/")
    assert Action.objects.get(title__en="Train mediators").section.title["en"] == "Economic"


def test_a_row_that_is_not_there_is_not_found(keeper, brought):
    page = f"{UPLOAD}{brought().pk}/row"
    assert keeper.get(f"{page}/99/").status_code == 404
    assert keeper.post(f"{page}/99/settle/").status_code == 404


def test_a_new_name_near_a_known_one_can_stay_its_own(keeper, brought, mombasa):
    intake = brought()
    page = f"{UPLOAD}{intake.pk}/"
    keeper.post(f"{page}body/", {"name": "Women's Netwrok (sample)", "same": ""})
    seen = words(keeper.get(page))
    assert "“Women's Netwrok (sample)” stays a body of its own." in seen
    assert "is near" not in seen
    keeper.post(f"{page}confirm/")
    assert mombasa.organisations.filter(name="Women's Netwrok (sample)").exists()


def test_a_body_of_another_forum_cannot_be_meant(keeper, brought, kwale):
    theirs = Organisation.objects.create(forum=kwale, pid="b-aaaaaaaaaa", name="Kwale Office")
    said = {"name": "Women's Netwrok (sample)", "same": theirs.pid}
    assert keeper.post(f"{UPLOAD}{brought().pk}/body/", said).status_code == 404
