"""The plan reader: its text, its matrix, its filters."""

from __future__ import annotations

from datetime import date

import pytest

from tests.factories import OrganisationFactory, PlanFactory, SectionFactory
from tests.site.pages.conftest import LIKONI, PLAN, TIMBWANI
from tests.site.pages.reading import codes, page_of


def test_the_plan_is_read_as_a_document_with_permanent_anchors(client, whole, gender, dialogues):
    page = page_of(client.get(PLAN))
    for pid in ("p-aaaaaaaaaa", "p-bbbbbbbbbb", "p-cccccccccc", gender.pid, dialogues.pid):
        assert page.ids.count(pid) == 1
    assert {"#p-aaaaaaaaaa", f"#{gender.pid}", "#download"} <= set(page.links)  # the contents
    for words in ("What this is", "A promise.", "Why women.", "Women shape prevention"):
        assert words in page.words


def test_a_row_says_who_when_where_how_much_and_how_it_stands(client, whole, dialogues):
    html = client.get(PLAN).content.decode()
    row = html[html.index(f'id="{dialogues.pid}"') :].split("</tr>")[0]
    for said in (
        '<a href="a/1.1/">Hold ward dialogues</a>', "Women&#x27;s Circle (sample)<small>with County Gender Department",
        "Jul – Sep 2022", "Timbwani", "480,000", '<b class="status done">Done</b>',
    ):  # fmt: skip
        assert said in row
    assert "being agreed" not in row
    assert "--c6:'KES'" in html  # the currency is named once


def test_what_is_not_said_or_not_known_stands_there_in_words(client, gender, act, network):
    """An empty cell can be read as no place, no cost, or a fault of the page."""
    act(gender, "1.7", [], network, starts=None, ends=None, estimate=None, funding="unknown")
    row = client.get(PLAN).content.decode().partition("a/1.7/")[2].partition("</tr>")[0]
    assert row.count("<small>not said</small>") == 2  # when and where
    assert "<small>not known yet</small>" in row
    assert "<td></td>" not in row


def test_a_part_that_is_not_accepted_is_marked(client, whole):
    assert page_of(client.get(PLAN)).words.count("being agreed") == 3


def test_where_nobody_has_said_yes_the_plan_says_so_once(client, gender, act, network):
    act(gender, "1.1", [LIKONI], network)
    act(gender, "1.2", [LIKONI], network)
    words = page_of(client.get(PLAN)).words
    assert "No body has said yes to its part yet" in words
    assert "being agreed" not in words


def test_the_manifests_hash_stands_unbroken(client, whole):
    assert f">{'ab' * 32}<" in client.get(PLAN).content.decode()


def test_a_published_draft_says_that_nobody_has_signed(client, whole):
    for address in (PLAN, f"{PLAN}s/1/", f"{PLAN}a/1.1/"):
        assert "This is a published draft. Nobody has signed this yet" in page_of(client.get(address)).words


def test_a_closed_edition_leads_to_the_one_that_counts(client, whole):
    PlanFactory(
        forum=whole.forum, edition="2017", status="closed", starts=date(2017, 6, 1), ends=date(2022, 5, 31)
    )
    page = page_of(client.get("/mombasa/plan/2017/"))
    assert "The edition 2017 is closed" in page.words
    assert "Go to the edition 2022-23" in page.words
    assert "Nobody has signed" not in page.words


def test_every_download_stands_there_in_the_readers_language(client, whole):
    links = page_of(client.get(f"/sw{PLAN}")).links
    assert {f"/sw{PLAN}download/{kind}" for kind in ("pdf", "docx", "xlsx", "json", "zip")} <= set(links)
    assert f"/sw{PLAN}notice/" in links


def test_a_file_that_lies_ready_says_how_large_it_is(client, whole, settings, tmp_path):
    settings.HOME = tmp_path
    assert " kB" not in page_of(client.get("/mombasa/")).words
    size = len(client.get(f"{PLAN}download/json").getvalue())
    for address in ("/mombasa/", PLAN):
        assert f"for programs · {max(1, round(size / 1000))} kB" in page_of(client.get(address)).words


def test_a_download_is_found_with_a_slash_at_its_end_too(client, whole):
    answer = client.get(f"{PLAN}download/pdf/")
    assert (answer.status_code, answer.headers["Location"]) == (301, f"{PLAN}download/pdf")


FILTERS = {
    "section=1": ["1.1", "1.2"],
    "section=9": [],
    f"place={TIMBWANI}": ["1.1", "1.2", "2.1"],  # names it, is for the whole county, names its sub-county
    f"place={TIMBWANI}&named=1": ["1.1", "2.1"],
    f"place={LIKONI}": ["1.1", "1.2", "2.1"],
    "place=KE001004": ["1.2", "2.2"],
    "status=done": ["1.1"],
    "status=moving": ["1.2"],
    "q=dialogues": ["1.1"],
    "q=DIALOGUES+ward": ["1.1"],
    "q=mazungumzo": ["1.1"],  # in whichever language it is said
    "q=baraza": ["1.1"],  # a tag
    "tag=Baraza": ["1.1"],
    "tag=bara": [],  # a tag is that tag, not a part of it
    "q=timbwani": ["1.1"],  # a place
    "q=2.2": ["2.2"],  # a code
    "q=circle": ["1.1", "2.1"],  # a body
    "q=dialogues+zebra": [],
    "section=2&q=do": ["2.1", "2.2"],
    f"section=2&place={TIMBWANI}&named=1": ["2.1"],
}


@pytest.mark.parametrize(("asked", "found"), FILTERS.items())
def test_filters_show_what_fits(client, whole, asked, found):
    answer = client.get(f"{PLAN}?{asked}")
    assert codes(answer) == found
    assert f"{len(found)} of 4 actions" in page_of(answer).words


def test_a_body_filters_in_every_role_that_it_has(client, whole, network):
    assert codes(client.get(f"{PLAN}?body={network.pid}")) == ["1.1", "2.1"]


def test_each_filter_can_be_taken_away_by_itself(client, whole):
    page = page_of(client.get(f"{PLAN}?section=1&place={TIMBWANI}&named=1&q=ward"))
    assert f"?place={TIMBWANI}&named=1&q=ward" in page.links
    assert "?section=1&q=ward" in page.links  # the place goes with what was said of it
    assert f"?section=1&place={TIMBWANI}&named=1" in page.links
    assert PLAN in page.links  # the whole plan
    assert "Take away the filter Section: Gender" in page.words


def test_what_a_form_leaves_empty_does_not_stand_in_the_address(client, whole):
    answer = client.get(f"{PLAN}?q=ward&section=&place=&body=&status=")
    assert answer.headers["Location"] == f"{PLAN}?q=ward"
    assert client.get(f"{PLAN}?q=&section=").headers["Location"] == PLAN


def test_nothing_found_teaches_how_to_find_more(client, whole):
    words = page_of(client.get(f"{PLAN}?q=zebra")).words
    assert "No action fits all of that" in words
    assert "try fewer words" in words
    assert "A promise." not in words  # the plan's own text makes room for what was asked


def test_the_choices_keep_what_was_chosen(client, whole):
    html = client.get(f"{PLAN}?section=2&q=do").content.decode()
    assert '<option value="2" selected>' in html
    assert 'value="do"' in html


def test_a_nested_plan_is_read_at_every_depth(client, plan, gender, act, network):
    inner = SectionFactory(
        plan=plan, parent=gender, code="1.A", position=3, title={"en": "Mediators", "sw": "Wapatanishi"}
    )
    act(inner, "1.A.1", [LIKONI], network)
    html = client.get(PLAN).content.decode()
    assert f'<h3 id="{inner.pid}">' in html
    assert codes(client.get(f"{PLAN}?section=1")) == ["1.A.1"]
    assert codes(client.get(f"{PLAN}s/1/")) == ["1.A.1"]  # what lies in it stands on its page
    assert 'href="../../a/1.A.1/"' in client.get(f"{PLAN}s/1/").content.decode()


EVIL = "<script>alert('x')</script>&\"><b onmouseover=x>"
ESCAPED = "&lt;script&gt;alert(&#x27;x&#x27;)&lt;/script&gt;&amp;&quot;&gt;&lt;b onmouseover=x&gt;"


@pytest.mark.parametrize("language", ["", "/sw"])
def test_text_from_people_is_never_markup(client, plan, gender, act, mombasa, language):
    body = OrganisationFactory(forum=mombasa, name=EVIL, listed=True, state=False)
    evil = {field: {"en": EVIL} for field in ("title", "text", "audience", "remarks", "reason")}
    act(gender, "1.1", [LIKONI], body, tags=[EVIL], **evil)
    gender.title = gender.outcome = plan.title = {"en": EVIL}
    gender.save(), plan.save()
    for address in (PLAN, f"{PLAN}?q=script", f"{PLAN}s/1/", f"{PLAN}a/1.1/", "/mombasa/", "/"):
        html = client.get(language + address).content.decode()
        assert "<script>alert" not in html
        assert "<b onmouseover" not in html
    assert ESCAPED in client.get(language + PLAN).content.decode()


def test_words_that_were_searched_for_are_never_markup(client, whole):
    html = client.get(
        PLAN, {"q": EVIL, "section": EVIL, "place": EVIL, "body": EVIL, "status": EVIL}
    ).content.decode()
    assert "<script>alert" not in html
    assert "<b onmouseover" not in html
