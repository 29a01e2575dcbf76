"""Each difference as a resident reads it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.utils.translation import override
from hypothesis import given, settings
from hypothesis import strategies as st

from jukwaa.plans.rules.comparing import Difference, compare
from jukwaa.plans.rules.document import ActionDoc, BodyRef, IndicatorDoc, PlanDoc, RoleDoc, SectionDoc
from jukwaa.site.figures.differences import told
from jukwaa.site.figures.sentences import SENTENCES, tell
from jukwaa.site.figures.words import Words
from tests.plans.documents import Sizes, plans

NETWORK, OFFICE = (
    BodyRef("b-aaaaaaaaaa", "Women's Network (sample)"),
    BodyRef("b-bbbbbbbbbb", "Gender Office"),
)
HIDDEN, OTHER = BodyRef("b-cccccccccc", None), BodyRef("b-dddddddddd", None)
WORDS = Words(
    places={"KE001005": "Likoni", "KE001004": "Nyali"},
    themes={"NSCVE-2016/1": {"en": "Psychosocial"}},
    currency="KES",
)
GOAL = IndicatorDoc("i-aaaaaaaaaa", {"en": "Dialogues held"}, baseline="0", target="10")
ACTION = ActionDoc(
    id="a-aaaaaaaaaa", code="1.1", title={"en": "Hold dialogues", "sw": "Fanya mazungumzo"}, text={}, audience={},
    remarks={}, tags=(), starts=date(2022, 7, 1), ends=date(2023, 5, 31), funding="unknown", areas=("KE001005",),
    roles=(RoleDoc(NETWORK, "lead"),), indicators=(GOAL,), themes=(), status="not_started", reason={},
)  # fmt: skip


def plan(*actions, edition="2022-23", title="Gender", pid="s-aaaaaaaaaa"):
    section = SectionDoc(id=pid, title={"en": title}, code="1", actions=actions)
    return PlanDoc(
        "mombasa", edition, {"en": "Plan"}, date(2022, 6, 1), date(2023, 5, 31), sections=(section,)
    )


def sentences(**changed) -> list[str]:
    groups = told(compare(plan(ACTION), plan(replace(ACTION, **changed))), WORDS)
    return [said(each) for group in groups for item in group.items for each in item.told]


def said(each) -> str:
    marks = {"gone": "[-{}-]", "new": "[+{}+]", "same": "{}"}
    words = " ".join(marks[piece.kind].format(piece.text) for piece in each.pieces)
    return f"{each.sentence}: {words}" if each.pieces else each.sentence


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"ends": date(2022, 9, 30)}, "Now ends on 30 September 2022 instead of 31 May 2023."),
        ({"ends": None}, "No last day is given any more; it was 31 May 2023."),
        ({"starts": date(2022, 8, 1)}, "Now begins on 1 August 2022 instead of 1 July 2022."),
        (
            {"starts": date(2022, 8, 1), "ends": date(2022, 9, 30)},
            "Now runs from 1 August 2022 to 30 September 2022 instead of from 1 July 2022 to 31 May 2023.",
        ),
        ({"funding": "funded", "estimate": Decimal(350000)}, "Money: KES 350,000 instead of not known."),
        ({"estimate": Decimal("1200.50"), "funding": "funded"}, "Money: KES 1,200.5 instead of not known."),
        ({"funding": "no_cost"}, "Money: no cost instead of not known."),
        ({"areas": ("KE001005", "KE001004")}, "Now also in Nyali."),
        ({"areas": ()}, "No longer in Likoni."),
        (
            {"roles": (RoleDoc(OFFICE, "lead"),)},
            "Lead changed from Women's Network (sample) to Gender Office.",
        ),
        ({"roles": ()}, "No longer led by Women's Network (sample); nobody is named now."),
        (
            {"roles": (RoleDoc(HIDDEN, "lead"),)},
            "Lead changed from Women's Network (sample) to a civil-society body.",
        ),
        (
            {"roles": (RoleDoc(NETWORK, "lead"), RoleDoc(OFFICE, "support"), RoleDoc(HIDDEN, "support"))},
            "Now also supported by Gender Office, a civil-society body.",
        ),
        (
            {"roles": (RoleDoc(NETWORK, "lead"), RoleDoc(OFFICE, "co_lead"))},
            "Now led together with Gender Office.",
        ),
        (
            {"roles": (RoleDoc(NETWORK, "lead"), RoleDoc(OFFICE, "funder"))},
            "Now also funded by Gender Office.",
        ),
        (
            {"roles": (RoleDoc(NETWORK, "lead", "the hall"),)},
            "What Women's Network (sample) takes on: [+the hall+]",
        ),
        ({"status": "done"}, "Status: Done instead of Not started."),
        ({"code": "2.4"}, "Its number is now 2.4 instead of 1.1."),
        ({"tags": ("gender",)}, "Now also tagged gender."),
        ({"themes": ("NSCVE-2016/1",)}, "Now also serves Psychosocial."),
        (
            {"indicators": (replace(GOAL, target="12"),)},
            "Target of “Dialogues held” is now 12 instead of 10.",
        ),
        (
            {"indicators": (replace(GOAL, target=""),)},
            "“Dialogues held” no longer has a target; it was 10.",
        ),
        ({"indicators": ()}, "Indicator dropped: “Dialogues held”."),
        (
            {"title": {"en": "Hold ward dialogues", "sw": "Fanya mazungumzo"}},
            "Title: Hold [+ward+] dialogues",
        ),
        (
            {"title": {"en": "Hold dialogues", "sw": "Fanya mijadala"}},
            "Title (in Swahili): Fanya [-mazungumzo-] [+mijadala+]",
        ),
        ({"audience": {"en": "Women"}}, "For whom: [+Women+]"),
    ],
)
def test_in_english(changed, expected):
    with override("en"):
        assert expected in sentences(**changed)


def test_two_bodies_that_are_not_named_are_still_told_to_be_two():
    with override("en"):
        was = plan(replace(ACTION, roles=(RoleDoc(HIDDEN, "lead"),)))
        now = plan(replace(ACTION, roles=(RoleDoc(OTHER, "lead"),)))
        (group,) = told(compare(was, now), WORDS)
        assert [each.sentence for each in group.items[0].told] == [
            "The lead changed from one civil-society body to another."
        ]


def test_a_moved_action_stands_under_its_new_section_and_says_so():
    gender = SectionDoc(id="s-aaaaaaaaaa", title={"en": "Gender"}, code="1", actions=(ACTION,))
    economic = SectionDoc(id="s-bbbbbbbbbb", title={"en": "Economic"}, code="2")
    was = replace(plan(), sections=(gender, economic))
    now = replace(plan(), sections=(replace(gender, actions=()), replace(economic, actions=(ACTION,))))
    with override("en"):
        groups = told(compare(was, now), WORDS)
    assert [(group.title, [said(t) for t in group.items[0].told]) for group in groups if group.items] == [
        ({"en": "Economic"}, ["Moved from Gender to Economic."])
    ]


def test_new_and_dropped_actions_are_marked_not_described():
    new = replace(ACTION, id="a-bbbbbbbbbb", title={"en": "Train mediators"})
    with override("en"):
        groups = told(compare(plan(ACTION), plan(new)), WORDS)
    assert [(item.state, item.told) for group in groups for item in group.items] == [
        ("new", []),
        ("dropped", []),
    ]


def test_a_text_is_told_in_every_language_in_which_it_changed_the_readers_own_first():
    """Each of them is signed."""
    both = {"en": "Hold ward dialogues", "sw": "Fanya mijadala"}
    with override("en"):
        assert sentences(title=both) == [
            "Title: Hold [+ward+] dialogues", "Title (in Swahili): Fanya [-mazungumzo-] [+mijadala+]",
        ]  # fmt: skip
        assert sentences(title={**both, "en": "Hold dialogues"}) == [
            "Title (in Swahili): Fanya [-mazungumzo-] [+mijadala+]"
        ]
    with override("sw"):
        assert sentences(title=both)[1].startswith("Kichwa (kwa Kiingereza): Hold")


def test_a_new_indicator_is_told_in_every_language():
    new = IndicatorDoc("i-bbbbbbbbbb", {"en": "Youths trained", "sw": "Vijana waliofunzwa"}, target="50")
    with override("en"):
        assert sentences(indicators=(GOAL, new)) == [
            "New indicator: “Youths trained”, target 50.", "Indicator (in Swahili): [+Vijana waliofunzwa+]",
        ]  # fmt: skip


def test_in_swahili():
    with override("sw"):
        assert sentences(ends=date(2022, 9, 30)) == ["Mwisho sasa ni 30 Septemba 2022 badala ya 31 Mei 2023."]


SMALL = Sizes(actions=2, sections=2)


@settings(max_examples=15)
@given(plans(sizes=SMALL), plans(sizes=SMALL), st.sampled_from(["en", "sw"]))
def test_whatever_differs_has_a_sentence_of_its_own(one, two, language):
    """Also of plans that are made up, with every kind of text in them."""
    with override(language):
        for differences in (
            compare(one, two),
            compare(one, replace(two, forum=one.forum, edition=one.edition)),
        ):
            for difference in differences:
                if difference.field in ("added", "dropped"):
                    continue
                assert difference.field in SENTENCES
                for each in tell(difference, WORDS):
                    assert each.sentence.strip()
                    assert "%(" not in each.sentence


def test_what_no_sentence_knows_is_still_told():
    odd = Difference("action", "a-aaaaaaaaaa", "1.1", {"en": "Hold"}, "moon phase", 1, 2)
    with override("en"):
        assert [each.sentence for each in tell(odd, WORDS)] == ["Something else changed: moon phase."]
