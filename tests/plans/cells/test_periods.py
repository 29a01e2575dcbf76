"""What people write for time, and which days they mean by it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jukwaa.plans.rules.cells.periods import (
    Frame,
    Span,
    first_month_said,
    names_a_time,
    quarter_of,
    read_period,
    read_ticks,
    span_said,
    years_said,
)

ONE_YEAR = Frame(Span(date(2022, 6, 1), date(2023, 5, 31)))
FIVE_YEARS = Frame(Span(date(2025, 7, 1), date(2030, 6, 30)))


def days(text: str, frame: Frame = ONE_YEAR) -> str:
    read = read_period(text, frame)
    return f"{read.starts} {read.ends}"


def told(text: str, frame: Frame = ONE_YEAR) -> list[str]:
    return [note.code for note in read_period(text, frame).notes]


IN_ONE_YEAR = {
    "2022-06-01 2022-08-31": "Q1|Quarter 1|1st Quarter|first quarter|Robo ya kwanza|robo ya 1|QI|within 3 months|Month 1-3",
    "2022-09-01 2022-11-30": "Q2|Q2 2022/23|Quarter two|2nd quarter|robo ya pili|Q2 2022|Sept - Nov 2022|Term 3 2022|Muhula wa tatu 2022",
    "2022-10-01 2022-12-31": "Q2 FY 2022/23|FY2022/23 Q2|Oct-Dec|Oktoba hadi Desemba",
    "2022-06-01 2023-02-28": "Q1-Q3|Q1–Q3|Q1 to Q3|Q1,Q2,Q3|Q1, Q2 & Q3|Q1-3|quarter 1, 2 and 3|robo ya kwanza hadi ya tatu",
    "2022-06-01 2022-11-30": "Q1 & Q2|Q1-Q2|quarter 1 and 2|first and second quarter|H1|first half|by Q2|By end of Q2|first 6 months",
    "2022-12-01 2023-05-31": "Q3-Q4|Q3 & Q4|Q3/Q4|H2",
    "2022-06-01 2023-05-31": "Q1-Q4|ongoing|On-going|continuous|Continuously|Throughout the plan period|all year|endelevu|muda wote|mwaka mzima|12 months|one year|June 2022 – May 2023|Juni 2022 hadi Mei 2023|Year 1",
    "2022-07-01 2023-05-31": "2022/23|2022/23 FY|FY 2022/23|FY22/23|from July 2022|July 2022 onwards|kuanzia Julai 2022",
    "2023-01-01 2023-03-31": "Jan-Mar 2023|January – March 2023|Jan–Mar|Jan to Mar|Januari hadi Machi 2023|01/2023 - 03/2023|Jan'23-Mar'23|Jan 23 - Mar 23",
    "2022-11-01 2023-01-31": "Nov 2022-Jan 2023|Nov-Jan|November to January 2023|Nov, Dec, Jan 2023",
    "2022-06-01 2022-06-30": "June|June 2022|Juni|Jun-22|06/2022|2022-06|mwezi wa Juni|by 30 June|before 30th June, 2022",
    "2022-09-01 2022-09-30": "Sept 2022|September|Sep. 2022|Septemba 2022",
    "2022-06-01 2022-09-30": "by 30/9/2022|By 30.9.2022|by 30/09/22|by 30th September 2022|by September 2022|not later than 30 Sept 2022|kufikia 30 Septemba 2022|ifikapo Septemba 2022",
    "2022-09-30 2022-09-30": "30/9/2022|2022-09-30|30th September 2022|September 30, 2022|30 Sept|9/30/2022",
    "2022-07-01 2022-07-15": "1-15 July 2022|1st – 15th July|July 1-15, 2022|1/7/2022 - 15/7/2022|from 1/7/2022 to 15/7/2022",
    "2023-03-16 2023-04-05": "16 March - 5 April 2023|16 March 2023 to 5 April 2023",
    "2022-09-01 2023-04-30": "Term 3 2022 and Term 1 2023",
    "2023-04-01 2023-05-31": "April/May 2023|Apr & May",
}  # fmt: skip
SAID = [(expected, text) for expected, texts in IN_ONE_YEAR.items() for text in texts.split("|")]


@pytest.mark.parametrize(("expected", "text"), SAID, ids=[text for _expected, text in SAID])
def test_a_time_is(expected, text):
    assert days(text) == expected


IN_FIVE_YEARS = {
    "2026-01-01 2028-12-31": "2026-2028|2026 – 2028|2026 to 2028|2026, 2028",
    "2025-07-01 2026-06-30": "2025/26|FY 2025/26|Year 1|Y1|first year|Mwaka wa 1|mwaka wa kwanza",
    "2025-07-01 2028-06-30": "Y1-Y3|Year 1 to 3|Y1, Y2 & Y3|2025/26 - 2027/28|FY 2025/28",
    "2027-04-01 2027-06-30": "Year 2 Q4|Y2Q4|Q4 Year 2",
    "2026-01-01 2026-03-31": "Jan-Mar 2026|Q3 FY 2025/26",
    "2025-07-01 2030-06-30": "continuous|Mpango mzima|kipindi chote|Kipindi chote cha mpango|kwa muda wote wa mpango|miaka yote|2025–2030|5 years|annually",
    "2026-01-01 2026-12-31": "2026",
}
LONG = [(expected, text) for expected, texts in IN_FIVE_YEARS.items() for text in texts.split("|")]


@pytest.mark.parametrize(("expected", "text"), LONG, ids=[text for _expected, text in LONG])
def test_a_time_in_a_long_plan_is(expected, text):
    assert days(text, FIVE_YEARS) == expected


@pytest.mark.parametrize(
    "text",
    [
        "monthly",
        "Quarterly",
        "every quarter",
        "kila robo",
        "Kila mwezi",
        "twice a year",
        "Every Friday",
        "Bi-annually",
    ],
)
def test_what_comes_again_and_again_goes_on_all_the_time_and_is_kept(text):
    read = read_period(text, ONE_YEAR)
    assert (read.starts, read.ends, read.rest) == (date(2022, 6, 1), date(2023, 5, 31), text)
    assert (told(text), read.used_quarters) == (["periods.repeated"], False)


def test_what_comes_again_within_a_time_goes_on_within_it():
    assert days("Monthly from July 2022") == "2022-07-01 2023-05-31"
    assert days("Quarterly, Q1-Q2") == "2022-06-01 2022-11-30"


@pytest.mark.parametrize(
    "text", ["Ramadhan", "As need arises", "16 Days of Activism", "3 months", "2 weeks", "after training"]
)
def test_what_names_no_days_is_kept_with_a_doubt(text):
    read = read_period(text, ONE_YEAR)
    assert (read.starts, read.ends, read.rest) == (None, None, text)
    assert told(text) == ["periods.not_understood"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("March 2023 (Ramadhan)", "2023-03-01 2023-03-31"),
        ("1st week of March 2023", "2023-03-01 2023-03-31"),
        ("International Women's Day, 8 March", "2023-03-08 2023-03-08"),
        ("subject to funds, by June 2023", "2022-06-01 2023-05-31"),
        ("activities may be done in Q2", "2022-09-01 2022-11-30"),
    ],
)
def test_a_time_among_words_is_taken_and_the_words_are_kept(text, expected):
    assert days(text) == expected
    assert read_period(text, ONE_YEAR).rest == text
    assert "periods.partly" in told(text)


@pytest.mark.parametrize("text", ["TBD", "n/a", "to be confirmed", "itajulikana"])
def test_what_is_not_known_yet_is_told_and_not_kept(text):
    read = read_period(text, ONE_YEAR)
    assert (read.starts, read.rest, told(text)) == (None, "", ["periods.not_said"])


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        ("June 2024", "periods.outside"),
        ("2024", "periods.outside"),
        ("Dec 2022 - Jul 2022", "periods.backwards"),
    ],
)
def test_what_cannot_be_is_kept_with_a_doubt(text, doubt):
    read = read_period(text, ONE_YEAR)
    assert (read.starts, read.ends, read.rest, told(text)) == (None, None, text, [doubt])


def test_what_reaches_beyond_is_clipped_with_a_note():
    assert (days("2021 - 2024"), told("2021 - 2024")) == ("2022-06-01 2023-05-31", ["periods.clipped"])


def test_times_with_others_between_them_are_taken_whole_and_kept():
    read = read_period("Q1, Q3", ONE_YEAR)
    assert (read.starts, read.ends, read.rest) == (date(2022, 6, 1), date(2023, 2, 28), "Q1, Q3")
    assert told("Jul, Sep & Nov 2022") == ["periods.gaps"]


def test_a_quarter_or_month_of_which_year_is_a_doubt_in_a_long_plan():
    assert told("Q1", FIVE_YEARS) == ["periods.quarter_of_which_year"]
    assert told("June", FIVE_YEARS) == ["periods.month_of_which_year"]
    assert told("Q1 2026", FIVE_YEARS) == []


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("plan", "2022-09-01 2022-11-30"),
        ("fy", "2022-10-01 2022-12-31"),
        ("calendar", "2023-04-01 2023-05-31"),
    ],
)
def test_quarters_count_by_the_rule(rule, expected):
    assert days("Q2", Frame(ONE_YEAR.plan, rule)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Q1",
        "Q1 (Jul-Sep)",
        "Jan",
        "2026",
        "Year 1",
        "Mwaka 1",
        "FY2026/27",
        "Jul-22",
        "Robo ya 1",
        "Q1 2022/23",
        "Term 1",
        "M1",
        "May",
    ],
)
def test_a_heading_that_names_a_time(text):
    assert names_a_time(text)


@pytest.mark.parametrize(
    "text",
    [
        "Activity",
        "Date",
        "When",
        "Who",
        "Year",
        "Quarter",
        "Total",
        "No.",
        "Target 2022",
        "1",
        "",
        "Muda",
        "monthly",
    ],
)
def test_a_heading_that_names_none(text):
    assert not names_a_time(text)


def test_ticked_columns():
    cells = [("Q1", ""), ("Q2", "x"), ("Q3", "✓"), ("Q4", "no")]
    read = read_ticks(cells, ONE_YEAR)
    assert (read.starts, read.ends, read.rest) == (date(2022, 9, 1), date(2023, 2, 28), "")
    assert read_ticks([("Q1", ""), ("Q2", "-")], ONE_YEAR).starts is None


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("Period: 1st June 2022 to 31st May 2023", ONE_YEAR.plan),
        ("June 2022 – May 2023", ONE_YEAR.plan),
        ("Q1: July 2022 – September 2022", None),
        ("MOMBASA CAP 2022-2023", None),
        ("no dates here", None),
    ],
)
def test_the_span_that_a_text_says(text, span):
    assert span_said(text) == span


@pytest.mark.parametrize(
    ("text", "years"),
    [("2022-23", (2022, 2023)), ("2022/2023", (2022, 2023)), ("Plan 2025–2030", (2025, 2030)), ("Plan 2023", (2023, 2023)), ("2030-25", None), ("first", None), ("1 June 2022 - 31 May", (2022, 2022))],
)  # fmt: skip
def test_the_years_that_a_label_says(text, years):
    assert years_said(text) == years


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("Q1 = July-September", 7),
        ("Q1 (Jan-Mar)", 1),
        ("Robo ya 1: Julai–Septemba", 7),
        ("First quarter: June", 6),
        ("Q1-Q3", None),
        ("Q1", None),
    ],
)
def test_the_month_that_a_legend_says(text, month):
    assert first_month_said(text) == month


# --- any plan, any text ------------------------------------------------------------------------------------------

starts = st.dates(date(2015, 1, 1), date(2035, 1, 1))
plans = st.builds(lambda first, length: Span(first, first + timedelta(length)), starts, st.integers(90, 2200))
frames = st.builds(Frame, plans, st.sampled_from(["plan", "fy", "calendar"]), st.integers(1, 12))
said = st.sampled_from(
    [*(text for _e, text in (*SAID, *LONG)), "Q1, Q3", "monthly", "2019", "June 2021 - 2033"]
)
texts = st.one_of(
    said,
    st.builds("{} {}".format, said, said),
    st.text(max_size=40),
    st.from_regex(r"[QqYy0-9 /.,-]{1,14}", fullmatch=True),
)


@given(texts, frames)
def test_whatever_is_read_lies_within_the_plan(text, frame):
    read = read_period(text, frame)
    assert (read.starts is None) == (read.ends is None)
    if read.starts and read.ends:
        assert frame.plan.starts <= read.starts <= read.ends <= frame.plan.ends
    elif any(character.isalnum() for character in text):
        assert read.rest or read.notes


@given(texts, frames)
def test_clipping_twice_clips_once(text, frame):
    read = read_period(text, frame)
    if read.starts and read.ends:
        again = read_period(f"{read.starts} – {read.ends}", frame)
        assert (again.starts, again.ends) == (read.starts, read.ends)


@given(frames, st.integers(1, 4), st.integers(0, 3))
def test_four_quarters_make_a_year_without_a_gap(frame, number, nth):
    this, after = (
        quarter_of(number, nth, frame),
        quarter_of(number + 1, nth, frame) if number < 4 else quarter_of(1, nth + 1, frame),
    )
    assert after.starts - this.ends == timedelta(1)


@given(st.dates(date(2022, 6, 1), date(2023, 5, 31)), st.integers(0, 200))
def test_days_read_back_however_they_are_written(first, length):
    last = min(first + timedelta(length), date(2023, 5, 31))
    for shape in ("%d/%m/%Y", "%Y-%m-%d", "%d %B %Y", "%d.%m.%Y", "%d %b %Y", "%B %d, %Y"):
        assert days(f"{first.strftime(shape)} – {last.strftime(shape)}") == f"{first} {last}", shape
