"""Every page in both languages: the interface whole in Swahili, what is missing in a text said to be so."""

from __future__ import annotations

import re
from datetime import date

import polib
import pytest
from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import override

from jukwaa.plans.rules.cells.periods import MONTHS
from tests.factories import PlanFactory
from tests.site.pages.conftest import PLAN
from tests.site.pages.reading import page_of

PAGES = [
    "/",
    "/mombasa/",
    PLAN,
    f"{PLAN}?q=fanya&section=1",
    f"{PLAN}?q=zebra",
    f"{PLAN}s/1/",
    f"{PLAN}a/1.1/",
    "/mombasa/plan/9/",
]
# In either language: names of formats, and numbers.
ALIKE = {"Jukwaa", "PDF", "Word", "Excel", "JSON", "ZIP", "Kiswahili", "English"}


def english_sentences() -> list[re.Pattern[str]]:
    """Every sentence that a catalogue translates into other words, with anything in its holes."""
    found = []
    for path in settings.PACKAGE.glob("*/locale/sw/LC_MESSAGES/django.po"):
        for entry in polib.pofile(str(path)):
            said = {entry.msgid, entry.msgid_plural} - {""}
            translated = {entry.msgstr, *entry.msgstr_plural.values()}
            found += [
                sentence
                for sentence in said - translated
                if re.search("[A-Za-z]{3}", re.sub(r"%\(\w+\)s", "", sentence))
            ]
    return [
        re.compile(re.sub(r"%\\?\(\w+\\?\)[sd]|%s", ".*", re.escape(sentence)))
        for sentence in found
        if sentence not in ALIKE
    ]


@pytest.mark.parametrize("address", PAGES)
def test_a_swahili_page_holds_no_english_word_of_the_interface(client, whole, address):
    texts = [text for text, language in page_of(client.get(f"/sw{address}")).texts if language == "sw"]
    assert len(texts) > 5
    english = [
        (text, sentence.pattern)
        for sentence in english_sentences()
        for text in texts
        if sentence.fullmatch(text)
    ]
    assert english == []


def test_the_test_above_finds_english_where_it_is(client, whole):
    texts = [text for text, _language in page_of(client.get("/mombasa/")).texts]
    found = {text for sentence in english_sentences() for text in texts if sentence.fullmatch(text)}
    assert {"Read the plan", "Near you", "actions promised", "Begins in Jan 2023"} <= found


@pytest.mark.drill
@pytest.mark.parametrize("address", PAGES)
def test_each_page_says_its_language_and_where_its_twin_is(client, whole, address):
    path = address.split("?")[0]
    for prefix, language, other in (("", "en", "/sw"), ("/sw", "sw", "")):
        answer = client.get(prefix + address)
        page = page_of(answer)
        alternates = {a["hreflang"]: a["href"] for tag, a in page.tags if tag == "link" and "hreflang" in a}
        assert ("html", {"lang": language}) in page.tags
        assert alternates == {
            "en": f"http://testserver{path}", "sw": f"http://testserver/sw{path}", "x-default": f"http://testserver{path}",
        }  # fmt: skip
        assert [a["href"] for tag, a in page.tags if tag == "link" and a.get("rel") == "canonical"] == [
            f"http://testserver{prefix}{path}"
        ]
        assert f"{other}{address}" in page.links  # with the filters that are set


@pytest.mark.parametrize(
    ("address", "words"),
    [("/nope/", "There is no such page here"), ("/sw/nope/", "Hakuna ukurasa kama huu hapa")],
)
@pytest.mark.django_db
def test_a_missing_page_speaks_the_language_of_its_address(client, address, words):
    answer = client.get(address, headers={"accept-language": "sw" if address == "/nope/" else "en"})
    assert answer.status_code == 404
    assert words in page_of(answer).words


def test_the_address_alone_decides_on_the_language(client, whole):
    assert "Near you" in page_of(client.get("/mombasa/", headers={"accept-language": "sw"})).words


def test_what_is_not_translated_says_so_and_names_its_language(client, gender, act, network):
    act(gender, "1.1", ["KE001005"], network, title={"en": "Hold dialogues"}, text={"en": "In every ward."})
    html = client.get(f"/sw{PLAN}").content.decode()
    assert (
        '<span lang="en">Hold dialogues</span></a> <small class="untranslated">bado haijatafsiriwa</small>'
        in html
    )
    assert "bado haijatafsiriwa" in client.get(f"/sw{PLAN}a/1.1/").content.decode()
    assert "untranslated" not in client.get(PLAN).content.decode()


def test_a_sample_says_so_word_for_word_on_every_page(client, whole):
    whole.sample = whole.forum.sample = True
    whole.save(), whole.forum.save()
    for address in (PLAN, f"{PLAN}s/1/", f"{PLAN}a/1.1/", "/mombasa/", "/"):
        assert "Sample content, not the official plan" in page_of(client.get(address)).words
        assert "Maudhui ya mfano, si mpango rasmi" in page_of(client.get(f"/sw{address}")).words


def test_a_real_plan_says_nothing_of_a_sample(client, whole):
    PlanFactory(forum=whole.forum, edition="2017", status="closed")
    assert "Sample content" not in client.get(PLAN).content.decode()


def test_a_month_in_swahili_is_whole_in_sentences_and_three_letters_in_tables():
    with override("sw"):
        for n in range(1, 13):
            whole, short = date_format(date(2023, n, 14), "F"), date_format(date(2023, n, 14), "M")
            assert re.fullmatch("[A-Z][a-z]{2}", short), short
            assert whole.istitle()
            assert MONTHS[short.lower()] == MONTHS[whole.lower()] == n, "what we write we read"
        assert date_format(date(2023, 3, 14), "SHORT_DATE_FORMAT") == "14 Mac 2023"
        assert date_format(date(2023, 12, 1), "DATE_FORMAT") == "1 Desemba 2023"
