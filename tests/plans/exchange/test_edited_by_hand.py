"""What somebody changes in the workbook is changed, as they mean it, and nothing else is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jukwaa.plans.imports import KnownBody
from jukwaa.plans.rules import document as d
from tests.plans.documents import plans, share
from tests.plans.exchange.editing import actions, added, after, edited, on, write
from tests.plans.exchange.knowing import known_by, read, without_where, workbook
from tests.plans.exchange.small import ACTION, OFFICE, TRUST
from tests.plans.exchange.two_sections import DOC, GENDER, OTHER, SECOND, first, matrix, only_changes

# --- texts, days, money ------------------------------------------------------------------------------------------


def test_a_title():
    _action, understood = first(matrix(**{"Action (English)": "Hold peace forums"}))
    assert only_changes(understood, title={"en": "Hold peace forums", "sw": "Fanya mabaraza"})
    assert understood.problems == ()


def test_a_translation_that_was_missing():
    _action, understood = first(matrix(**{"Audience (Kiswahili)": "Wazee"}))
    assert only_changes(understood, audience={"en": "Elders", "sw": "Wazee"})


def test_a_text_that_was_emptied():
    _action, understood = first(matrix(**{"Remarks (English)": None}))
    assert only_changes(understood, remarks={})


@pytest.mark.parametrize("text", ["=1+1 forum", "+254", "-", "@all", "#REF!", "'so-called'"])
def test_a_text_is_never_a_formula(text):
    def change(page):
        write(page.sheet.cell(page.row("1.1"), page.columns["Remarks (English)"]), text)

    _action, understood = first(on("Matrix", change))
    assert only_changes(understood, remarks={"en": text})


@pytest.mark.parametrize(
    ("written", "day"),
    [
        (datetime(2022, 8, 15), date(2022, 8, 15)),  # noqa: DTZ001  # as Excel gives a day
        (date(2022, 8, 15), date(2022, 8, 15)),
        (44788, date(2022, 8, 15)),
        ("15/8/2022", date(2022, 8, 15)),
        ("2022-08-15", date(2022, 8, 15)),
        ("August 2022", date(2022, 8, 1)),
    ],
)
def test_a_day_however_it_is_written(written, day):
    _action, understood = first(matrix(**{"First day": written}))
    assert only_changes(understood, starts=day)


def test_a_last_day_in_words_is_the_end_of_what_they_name():
    _action, understood = first(matrix(**{"Last day": "December 2022"}))
    assert only_changes(understood, ends=date(2022, 12, 31))


def test_a_day_that_nobody_understands_stays_as_it_was_and_is_a_remark():
    action, understood = first(matrix(**{"First day": "when the rains end"}))
    assert action.starts == ACTION.starts
    assert "when the rains end" in action.remarks["en"]
    assert [p.column for p in understood.problems] == ["First day"]


def test_a_last_day_before_the_first_is_a_doubt():
    action, understood = first(matrix(**{"Last day": date(2022, 6, 2)}))
    assert (action.starts, action.ends) == (ACTION.starts, None)
    assert [p.level for p in understood.problems] == ["doubt"]


@pytest.mark.parametrize(
    ("written", "funding", "amount"),
    [
        (350000, "funded", Decimal(350000)),
        (1200.5, "funded", Decimal("1200.5")),
        ("KES 1.2M", "funded", Decimal(1200000)),
        ("1,200,000/=", "funded", Decimal(1200000)),
        ("no cost", "no_cost", None),
        (None, "funded", None),
    ],
)
def test_an_amount_however_it_is_written(written, funding, amount):
    action, _understood = first(matrix(**{"Estimate (KES)": written}))
    assert (action.funding, action.estimate) == (funding, amount)


@pytest.mark.parametrize("written", [-5, 10**13, float("inf"), float("nan")])
def test_an_amount_that_cannot_be_stays_as_it_was(written):
    action, understood = first(matrix(**{"Estimate (KES)": written}))
    assert action.estimate == ACTION.estimate
    assert [p.column for p in understood.problems] == ["Estimate (KES)"]


@pytest.mark.parametrize(("written", "status"), [("Done", "done"), ("done", "done"), ("Paused", "paused")])
def test_a_status_from_the_list(written, status):
    _action, understood = first(matrix(Status=written))
    assert only_changes(understood, status=status)


def test_a_choice_that_is_none_is_a_doubt_and_a_remark():
    action, understood = first(matrix(Funding="by the donors, perhaps"))
    assert action.funding == "funded"
    assert "Funding: by the donors, perhaps" in action.remarks["en"]
    assert understood.problems[0].level == "doubt"


def test_a_number_where_a_text_is_meant():
    action, _understood = first(matrix(Target=30, Code=1.5))
    assert (action.indicators[0].target, action.code) == ("30", "1.5")


def test_a_text_that_goes_on_beyond_its_cell_goes_on_after_its_beginning_was_changed():
    long = "Peace. " + "word " * 9000
    doc = replace(
        DOC, sections=(replace(GENDER, actions=(replace(ACTION, text={"en": long}), SECOND)), OTHER)
    )

    def change(page):
        row = page.row("1.1")
        cell = str(page.get(row, "Description (English)"))
        assert len(cell) < 32_767
        page.set(row, **{"Description (English)": cell.replace("Peace.", "Trust.")})

    understood = after(doc, on("Matrix", change))
    assert actions(understood.doc)["a-aaaaaaaaaa"].text == {"en": long.replace("Peace.", "Trust.")}


# --- places and bodies -------------------------------------------------------------------------------------------


def test_places_by_name_also_those_that_share_one():
    _action, understood = first(matrix(Place="Likoni (ward), Mtongwe"))
    assert only_changes(understood, areas=("KE001005-0023", "KE001005-0021")) or understood.doc
    assert [len(c) for c in actions(understood.doc)["a-aaaaaaaaaa"].areas] == [13, 13]
    assert understood.problems == ()


def test_a_place_by_its_code():
    _action, understood = first(matrix(Place="KE001006-0026"))
    assert only_changes(understood, areas=("KE001006-0026",))


def test_a_place_that_is_none_is_kept_as_a_remark():
    action, understood = first(matrix(Place="Likoni (sub-county), Atlantis"))
    assert action.areas == ("KE001005",)
    assert "Atlantis" in action.remarks["en"]
    assert "doubt" in [p.level for p in understood.problems]


def test_another_lead_by_name():
    action, understood = first(matrix(Lead=TRUST.name))
    assert [(r.body, r.kind) for r in action.roles if r.kind == "lead"] == [(TRUST, "lead")]
    assert understood.problems == ()


def test_a_lead_that_nobody_knows_is_new_and_said():
    action, understood = first(matrix(Lead="Bandari Women's Group (sample)"))
    assert action.roles[0] == d.RoleDoc(d.BodyRef(None, "Bandari Women's Group (sample)"), "lead")
    assert [p.level for p in understood.problems] == ["note"]


def test_a_name_near_a_known_one_is_a_doubt_and_never_merged():
    action, understood = first(matrix(Lead="Amani Trusts (sample)"))
    assert action.roles[0].body == d.BodyRef(None, "Amani Trusts (sample)")
    assert [p.level for p in understood.problems] == ["doubt"]


def test_a_body_of_the_forum_that_the_file_did_not_know_by_its_short_name():
    known = known_by(DOC)
    third = KnownBody("b-cccccccccc", "Coast Elders (sample)", "CE")
    action, understood = first(matrix(Lead="CE"), bodies=(*known.bodies, third))
    assert action.roles[0].body == d.BodyRef("b-cccccccccc", "Coast Elders (sample)")
    assert understood.problems == ()


def test_several_bodies_on_lines_of_their_own_each_with_its_part():
    action, understood = first(matrix(Support=f"{TRUST.name} [training, in Likoni]\n{OFFICE.name}"))
    assert [r for r in action.roles if r.kind == "support"] == [
        d.RoleDoc(TRUST, "support", "training, in Likoni"),
        d.RoleDoc(OFFICE, "support"),
    ]
    assert understood.problems == ()


def test_a_support_that_was_taken_out():
    action, _understood = first(matrix(Support=None))
    assert action.roles == (d.RoleDoc(OFFICE, "lead"),)


def withheld(doc, body):
    hidden = d.BodyRef(body.id, None)

    def of(action):
        return replace(
            action, roles=tuple(replace(r, body=hidden) if r.body == body else r for r in action.roles)
        )

    return replace(
        doc, sections=tuple(replace(s, actions=tuple(of(a) for a in s.actions)) for s in doc.sections)
    )


def test_a_name_that_is_withheld_changes_nothing_and_stands_nowhere():
    data = workbook(withheld(DOC, TRUST))
    understood = read(data, known_by(DOC))
    assert without_where(understood.doc) == DOC
    assert understood.problems == ()
    said = []

    def look(book):
        said.extend(str(c.value) for sheet in book for row in sheet.iter_rows() for c in row if c.value)

    edited(data, look)
    assert not [text for text in said if "Amani" in text]


def test_beside_a_name_that_is_withheld_another_is_written():
    def change(page):
        row = page.row("1.1")
        page.set(row, Support=f"{page.get(row, 'Support')}\n{OFFICE.name}")

    data = edited(workbook(withheld(DOC, TRUST)), on("Matrix", change))
    understood = read(data, known_by(DOC))
    assert actions(understood.doc)["a-aaaaaaaaaa"].roles == (
        d.RoleDoc(OFFICE, "lead"),
        d.RoleDoc(TRUST, "support", "training"),
        d.RoleDoc(OFFICE, "support"),
    )


# --- rows --------------------------------------------------------------------------------------------------------


def test_a_new_row_is_a_new_action():
    row = {
        "Pillar": "2 Economic",
        "Action (English)": "Open a savings club",
        "Lead": TRUST.name,
        "Place": "Kongowea",
        "First day": date(2022, 7, 1),
        "Indicator (English)": "Clubs",
        "Target": 3,
        "Estimate (KES)": 1000,
    }
    understood = after(DOC, on("Matrix", lambda page: page.add(**row)))
    (new,) = added(understood.doc)
    assert new.title == {"en": "Open a savings club"}
    assert new.roles == (d.RoleDoc(TRUST, "lead"),)
    assert (new.funding, new.estimate, new.starts, new.status) == (
        "funded",
        Decimal(1000),
        date(2022, 7, 1),
        "not_started",
    )
    assert [(i.text, i.target) for i in new.indicators] == [({"en": "Clubs"}, "3")]
    assert new in understood.doc.sections[1].actions
    assert understood.problems == ()
    rest = replace(understood.doc.sections[1], actions=understood.doc.sections[1].actions[:-1])
    assert without_where(replace(understood.doc, sections=(understood.doc.sections[0], rest))) == DOC


def test_a_new_row_that_names_no_section_belongs_to_that_of_the_row_above():
    understood = after(DOC, on("Matrix", lambda page: page.add(**{"Action (Kiswahili)": "Anzisha klabu"})))
    assert [a.title for a in understood.doc.sections[1].actions][-1] == {"sw": "Anzisha klabu"}


def test_a_new_row_that_names_a_new_section():
    row = {"Pillar": "3 Media", "Action (English)": "Radio"}
    understood = after(DOC, on("Matrix", lambda page: page.add(**row)))
    media = understood.doc.sections[2]
    assert (media.code, media.title, [a.title for a in media.actions]) == (
        "3",
        {"en": "Media"},
        [{"en": "Radio"}],
    )


def test_a_row_that_was_deleted_is_not_in_the_file_and_the_others_stay():
    understood = after(DOC, on("Matrix", lambda page: page.sheet.delete_rows(page.row("1.1"))))
    wanted = replace(DOC, sections=(replace(GENDER, actions=(SECOND,)), OTHER))
    assert without_where(understood.doc) == wanted


@share(0.6)
@given(
    plans(), st.randoms(use_true_random=True), st.sampled_from(["Matrix", "Sections", "Indicators", "Text"])
)
def test_rows_in_any_order_change_nothing(doc, dice, title):
    def shuffle(page):
        rows = page.values()
        dice.shuffle(rows)
        page.replace(rows)

    understood = after(doc, on(title, shuffle))
    assert without_where(understood.doc) == doc
