"""Two changes brought together, and an item said as a form says it: values in, values out."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from jukwaa.plans.rules.changing import (
    HEAD,
    PARTS,
    added,
    brought_together,
    digest_of,
    dropped,
    find,
    holder_of,
    kind_of,
    leading_in,
    moved_to,
    replaced,
    said_of,
    shifted,
    with_said,
)
from jukwaa.plans.rules.document import ActionDoc, SectionDoc
from jukwaa.plans.rules.whole import whole
from tests.plans.documents import Sizes, plans

texts = st.text(max_size=8)
LANGUAGES = ("en", "sw")


@given(was=texts, now=texts, mine=texts)
def test_nothing_that_either_wrote_is_lost(was, now, mine):
    together = brought_together({"title": digest_of(was)}, {"title": now}, {"title": mine})
    kept = {together.said["title"]} | {text for c in together.clashes for text in (c.theirs, c.mine)}
    changed_here, changed_there = (digest_of(text) != digest_of(was) for text in (mine, now))
    assert not changed_here or any(digest_of(text) == digest_of(mine) for text in kept)
    assert not changed_there or any(digest_of(text) == digest_of(now) for text in kept)
    assert bool(together.clashes) == (changed_here and changed_there and digest_of(mine) != digest_of(now))


def test_two_languages_are_two_fields():
    was = {"title_en": digest_of("Talks"), "title_sw": digest_of("")}
    now = {"title_en": "Ward talks", "title_sw": ""}
    together = brought_together(was, now, {"title_en": "Talks", "title_sw": "Mazungumzo"})
    assert together.said == {"title_en": "Ward talks", "title_sw": "Mazungumzo"}
    assert together.clashes == ()


def test_what_the_other_wrote_can_be_chosen():
    together = brought_together({"code": digest_of("1")}, {"code": "2"}, {"code": "3"}, theirs=["code"])
    assert (together.said, together.clashes) == ({"code": "2"}, ())


def test_blanks_ends_of_lines_and_the_order_of_ticks_are_no_change():
    assert digest_of(" one\r\ntwo ") == digest_of("one\ntwo")
    assert digest_of(["KE001", "KE002"]) == digest_of(["KE002", "KE001"])
    assert digest_of([["lead", "A", ""], ["lead", "B", ""]]) != digest_of(
        [["lead", "B", ""], ["lead", "A", ""]]
    )


@given(plans(sizes=Sizes(actions=2, sections=2)))
def test_what_a_form_was_given_it_gives_back(doc):
    for pid in (HEAD, *(s.id for _p, s in doc.walk()), *(a.id for _p, a in doc.actions())):
        item = find(doc, pid)
        for part in PARTS[kind_of(pid)]:
            again = with_said(item, part, said_of(item, part, doc.languages))
            assert said_of(again, part, doc.languages) == said_of(item, part, doc.languages)
            assert whole(replaced(doc, pid, again)) == whole(doc)


@given(plans(sizes=Sizes(actions=3, sections=2)))
def test_an_item_goes_up_and_down_again_and_a_dropped_one_is_gone(doc):
    for _path, action in doc.actions():
        section = holder_of(doc, action.id)
        at = [a.id for a in section.actions].index(action.id)
        up = shifted(doc, action.id, -1)
        assert (shifted(up, action.id, 1) == doc) is (at > 0 or len(section.actions) == 1)
        gone = dropped(doc, action.id)
        assert find(gone, action.id) is None
        assert sum(1 for _ in gone.actions()) == sum(1 for _ in doc.actions()) - 1


@given(plans(sizes=Sizes(actions=2, sections=3)))
def test_what_is_added_or_moved_has_a_code_of_its_own_and_every_other_keeps_its(doc):
    sections = [section.id for _path, section in doc.walk()]
    for to in sections[:3]:
        more = added(doc, to, ActionDoc("a-new", {"en": "New"}))
        codes = [a.code for _p, a in more.actions()] + [s.code for _p, s in more.walk()]
        assert find(more, "a-new").code
        assert len(codes) == len(set(codes))
        for _path, action in doc.actions():
            assert find(more, action.id).code == action.code
            moved = moved_to(doc, action.id, to)
            assert find(moved, action.id) == action
            assert holder_of(moved, action.id).id == to


def test_who_leads_a_section_leads_what_lies_in_it(led):
    assert leading_in(led, "s-inner") == {"b-outer", "b-inner"}
    assert leading_in(led, "a-one") == {"b-outer", "b-inner"}
    assert leading_in(led, "s-outer") == {"b-outer"}
    assert leading_in(led, "s-nowhere") == set()


def pytest_generate_tests(metafunc):
    if "led" in metafunc.fixturenames:
        from jukwaa.plans.rules.document import BodyRef, LeadDoc, PlanDoc

        def led_by(pid):
            return (LeadDoc(BodyRef(pid, pid), "lead"),)

        inner = SectionDoc("s-inner", {}, leads=led_by("b-inner"), actions=(ActionDoc("a-one", {}),))
        outer = SectionDoc("s-outer", {}, leads=led_by("b-outer"), sections=(inner,))
        doc = PlanDoc(
            "mombasa", "2022-23", {}, None, None, sections=(outer, replace(inner, id="s-x", actions=()))
        )
        metafunc.parametrize("led", [doc])
