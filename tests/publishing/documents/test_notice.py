from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given

from jukwaa.publishing.documents import notice_pdf
from tests.plans.documents import plans, share
from tests.publishing.documents.plans import MANIFEST, MARKUP, action, facts, pages, plan, section, text_of

LONG = "Bring schools, madrasas, markets and chiefs together so that every ward has somebody who listens and answers "


def said_on(doc, tmp_path, language="en", **known) -> str:
    pdf = notice_pdf(doc, facts(**known), language)
    assert pages(pdf) == 1
    return " ".join(text_of(pdf, tmp_path).split())


def many(sections: int, actions: int):
    return plan(
        sections=tuple(
            section(
                str(n),
                title={"en": f"{n} {LONG}"},
                actions=tuple(action(f"{n}.{k}", title={"en": f"{k} {LONG * 3}"}) for k in range(actions)),
            )
            for n in range(sections)
        )
    )


@pytest.mark.parametrize(
    ("sections", "actions"), [(0, 0), (1, 0), (1, 1), (1, 40), (5, 3), (14, 40), (60, 2)]
)
def test_it_is_one_page_whatever_the_size_of_the_plan(sections, actions, caplog):
    pdf = notice_pdf(many(sections, actions), facts(), "en")
    assert pages(pdf) == 1
    assert b"pdfuaid" in pdf
    assert not caplog.records


def test_it_says_what_whose_where_and_who_leads(tmp_path):
    told = said_on(plan(), tmp_path)
    for said in (
        "Mombasa forum", "Plan for peace", "From 1 June 2022 to 31 May 2023 this plan brings together 3 bodies",
        "Pillar 1 Learning 1", "Led by: Department of Trade and Amani Network (sample)", "Hold peace forum 1.1",
        "Jul – Sep 2022 · Likoni: Mtongwe; Mvita", "https://jukwaa.example/mombasa/plan/2022-23/",
        "Sample content, not the official plan", "Published draft, not signed", MANIFEST[:16],
    ):  # fmt: skip
        assert said in told, said


def test_in_swahili(tmp_path):
    told = said_on(plan(), tmp_path, "sw")
    for said in ("Jukwaa la Mombasa", "Nguzo 1 Kujifunza 1", "Inaongozwa na: Department of Trade na Amani Network",
                 "Soma mpango wote", "Maudhui ya mfano, si mpango rasmi"):  # fmt: skip
        assert said in told, said


def test_without_an_address_it_sends_people_to_the_secretary(tmp_path):
    assert "Ask the forum's secretary for the whole plan." in said_on(plan(), tmp_path, address="")


def test_promises_that_are_due_next_come_first_and_paused_done_and_dropped_ones_never(tmp_path):
    each = (
        action("late", title={"en": "Overdue"}, ends=date(2022, 12, 31)),
        action("done", title={"en": "Finished"}, status="done", ends=date(2023, 4, 30)),
        action("open", title={"en": "Dayless"}, starts=None, ends=None),
        action("far", title={"en": "Farther"}, ends=date(2023, 5, 31)),
        action("gone", title={"en": "Forsaken"}, status="dropped", ends=date(2023, 3, 1)),
        action("rest", title={"en": "Resting"}, status="paused", ends=date(2023, 3, 2)),
        action("near", title={"en": "Nearest"}, ends=date(2023, 3, 31)),
    )
    told = said_on(plan(sections=(section("1", actions=each),)), tmp_path)
    places = [told.index(word) for word in ("Nearest", "Farther", "Dayless", "Overdue")]
    assert places == sorted(places)
    assert not any(word in told for word in ("Forsaken", "Finished", "Resting"))


def test_what_does_not_fit_is_counted_equally_in_each_section(tmp_path):
    doc = plan(sections=6, actions=20)
    told = said_on(doc, tmp_path)
    shown = [sum(f"Hold peace forum {n}.{k} " in told for k in range(1, 21)) for n in range(1, 7)]
    assert len(set(shown)) == 1
    assert shown[0] >= 2
    assert told.count(f"and {20 - shown[0]} more") == 6


def test_promises_of_inner_sections_count_for_the_outer_one(tmp_path):
    inner = section("1.1", actions=(action("1.1.1", title={"en": "Deep down"}),))
    assert "Deep down" in said_on(plan(sections=(section("1", actions=(), sections=(inner,)),)), tmp_path)


def test_what_people_write_is_never_markup(tmp_path):
    told = said_on(plan(title={"en": MARKUP}, sections=(section("1", title={"en": MARKUP}),)), tmp_path)
    assert told.count(MARKUP) == 2


def test_the_same_plan_gives_the_same_bytes():
    assert notice_pdf(plan(), facts(), "en") == notice_pdf(plan(), facts(), "en")


@share(0.4, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(plans())
def test_any_plan_can_be_pinned_up(caplog, doc):
    for language in ("en", "sw"):
        assert pages(notice_pdf(doc, facts(), language)) == 1
    assert not caplog.records
