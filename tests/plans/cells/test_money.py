"""What people write for money, and what they mean by it."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jukwaa.plans.rules.cells.money import Money, Terms, read_money, sum_of_columns, unit_of_heading

SHILLINGS = Terms("KES")


def amount(text: str, **terms) -> Decimal | None:
    return read_money(text, Terms(**{"currency": "KES", **terms})).amount


def told(text: str, **terms) -> list[str]:
    return [note.code for note in read_money(text, Terms(**{"currency": "KES", **terms})).notes]


PLAIN = {
    "480000": "KES 480,000|480,000.00|KES 480 000|KES480,000|Ksh.480,000|480,000 Kshs|Kes. 480,000/-|480'000|480.000|KES 480,000 only|480k|KES 0.48M",
    "1200000": "KES 1.2M|1.2M|1,200,000/=|1.200.000|1,2M|KSh 1.2 million|milioni 1.2|shilingi milioni 1.2|1.2 Million Kenya shillings|KES 1,200,000.00|1.2mn",
    "350000": "Kshs 350k|Kshs. 350,000/=|350 thousand|350K",
    "300000": "laki 3|300 000|elfu 300",
    "2022": "2022|KES 2022",
    "1200000000": "1.2bn|KES 1.2 billion",
}
SAID = [(Decimal(value), text) for value, texts in PLAIN.items() for text in texts.split("|")]


@pytest.mark.parametrize(("value", "text"), SAID, ids=[text for _value, text in SAID])
def test_an_amount_is_what_it_says(value, text):
    assert read_money(text, SHILLINGS) == Money("funded", value, "KES")


@pytest.mark.parametrize(
    ("funding", "text"),
    [
        *(("no_cost", text) for text in ("no cost", "No cost", "nil", "NIL", "none", "free", "0", "0.00", "KES 0", "bila gharama", "hakuna gharama", "at no cost", "no cost implication")),
        *(("in_kind", text) for text in ("in kind", "In-kind", "in-kind contribution", "kwa mali au huduma")),
        *(("unknown", text) for text in ("TBD", "T.B.D.", "KES TBD", "to be determined", "n/a", "-", "…", "itajulikana", "subject to availability of funds")),
    ],
)  # fmt: skip
def test_words_for_no_amount(funding, text):
    read = read_money(text, SHILLINGS)
    assert (read.funding, read.amount, read.rest) == (funding, None, "")


def test_a_blank_says_nothing():
    assert read_money("  \n ", SHILLINGS) == Money(None, None, "KES")


def test_what_was_given_in_kind_is_kept():
    assert read_money("in kind (hall and tea)", SHILLINGS).rest == "in kind (hall and tea)"


@pytest.mark.parametrize(
    ("text", "value", "doubt"),
    [
        ("300,000 - 500,000", 500_000, "money.range"),
        ("500k-800k", 800_000, "money.range"),
        ("300-500k", 500_000, "money.range"),
        ("KES 1.2M to 1.5M", 1_500_000, "money.range"),
        ("approx. 300,000", 300_000, "money.about"),
        ("KES 9.8M approx.", 9_800_000, "money.about"),
        ("6 x 50,000", 300_000, "money.multiplied"),
        ("50,000 @ 6 wards", 300_000, "money.multiplied"),
        ("County: 300,000; Partner: 200,000", 500_000, "money.parts"),
        ("300,000 + 200,000", 500_000, "money.parts"),
        ("20,000 per month", 240_000, "money.repeated"),
        ("50,000 each quarter", 200_000, "money.repeated"),
        ("1.2", Decimal("1.2"), "money.small"),
    ],
)
def test_an_amount_that_has_to_be_worked_out_is_a_doubt(text, value, doubt):
    assert amount(text) == value
    assert doubt in told(text)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("6 x 50,000 = 300,000", 300_000),
        ("Total: 500,000 (300,000 county, 200,000 partner)", 500_000),
        ("300,000 for 6 wards", 300_000),
        ("FY 2022/23: KES 480,000", 480_000),
        ("KES 480,000 (2022/23)", 480_000),
        ("KES 1,200,000 (USD 10,000)", 1_200_000),
        ("Phase 2 300,000", 300_000),
    ],
)
def test_what_stands_beside_the_amount_is_kept(text, value):
    assert amount(text) == value
    assert read_money(text, SHILLINGS).rest == text


@pytest.mark.parametrize("text", ["USD 10,000", "$4,000", "US$ 4,000", "€500", "10,000 USD", "GBP 5k"])
def test_another_currency_is_no_amount_of_ours(text):
    read = read_money(text, SHILLINGS)
    assert (read.funding, read.amount, read.rest) == ("unknown", None, text)
    assert told(text) == ["money.other_currency"]


@pytest.mark.parametrize(
    "text",
    ["Facilitators, venue", "12,00,000", "three hundred thousand", "20,000 per session", "by 30/9/2022"],
)
def test_what_is_no_whole_amount_is_kept_as_it_stands(text):
    read = read_money(text, SHILLINGS)
    assert (read.funding, read.amount, read.rest) == ("unknown", None, text)
    assert read.notes[0].level == "doubt"


def test_an_amount_per_year_is_for_the_years_of_the_plan():
    assert amount("0.8M per year", years=5) == 4_000_000
    assert amount("0.8M per year", years=1) == 800_000
    assert amount("KES 1.2 million p.a. for 2 years", years=5) == 2_400_000


def test_a_heading_in_thousands_counts_only_for_bare_numbers():
    assert amount("480", unit=Decimal(1000)) == 480_000
    assert amount("KES 1.2M", unit=Decimal(1000)) == 1_200_000
    assert amount("1.200", unit=Decimal(1_000_000)) == 1_200_000
    assert amount("6 x 50", unit=Decimal(1000)) == 300_000
    assert told("1,200,000", unit=Decimal(1000)) == ["money.large"]


def test_other_counties_reckon_in_their_own_currency():
    assert amount("UGX 5,000", currency="UGX") == 5_000
    assert amount("5,000", currency="UGX") == 5_000
    assert told("KES 5,000", currency="UGX") == ["money.other_currency"]


@pytest.mark.parametrize(
    ("heading", "currency", "unit"),
    [
        ("Budget (KES '000)", "KES", 1000), ("Budget (Kshs. 000)", "KES", 1000), ("Budget KES ‘000’", "KES", 1000), ("Cost in thousands", "KES", 1000),
        ("Budget in KES millions", "KES", 1_000_000), ("Bajeti (milioni)", "KES", 1_000_000), ("Budget (M)", "KES", 1_000_000),
        ("Budget (KES)", "KES", 1), ("Budget 2022/23 (KES 1,000)", "KES", 1), ("Cost in USD", "USD", 1), ("Budget (US$)", "USD", 1), ("Cost", "KES", 1),
    ],
)  # fmt: skip
def test_a_heading_names_currency_and_unit(heading, currency, unit):
    assert unit_of_heading(heading, "KES") == (currency, Decimal(unit))


def test_columns_are_added_up_and_told():
    read = sum_of_columns(
        [
            ("2025", Money("funded", Decimal(300), "KES")),
            ("2026", Money("unknown", None, "KES")),
            ("2027", Money("funded", Decimal(200), "KES")),
        ],
        "KES",
    )
    assert (read.funding, read.amount, read.rest) == ("funded", 500, "2025: 300; 2027: 200")


def test_columns_that_say_no_cost_cost_nothing():
    assert (
        sum_of_columns(
            [("2025", Money("no_cost", None, "KES")), ("2026", Money("no_cost", None, "KES"))], "KES"
        ).funding
        == "no_cost"
    )


# --- any amount, any text ----------------------------------------------------------------------------------------

values = st.decimals(min_value=50, max_value=Decimal(99999999999), places=2, allow_nan=False)


def renderings(value: Decimal) -> list[str]:
    whole = f"{value:,.2f}"
    spaced = whole.replace(",", " ")
    said = [
        whole,
        f"KES {whole}",
        f"Kshs. {whole}",
        f"{whole}/=",
        f"{spaced} KES",
        f"KES {value}",
        whole.replace(",", "'"),
    ]
    if value >= 1_000_000:
        said += [f"{value / 1_000_000}M", f"KES {value / 1_000_000} million", f"milioni {value / 1_000_000}"]
    if value >= 1000:
        said += [f"{value / 1000}K", f"KES {value / 1000} thousand"]
    if value == value.to_integral_value():
        said += [f"{int(value):,}".replace(",", ".") + " KES"] if value >= 1_000_000 else []
    return said


@given(values, st.data())
def test_any_rendering_of_an_amount_reads_back_to_it(value, data):
    text = data.draw(st.sampled_from(renderings(value)))
    assert read_money(text, SHILLINGS).amount == value, text


@given(st.text(max_size=60))
def test_any_text_is_read_or_kept(text):
    read = read_money(text, SHILLINGS)
    assert read.amount is None or (0 < read.amount < Decimal(10) ** 14 and read.funding == "funded")
    if text.strip() and read.amount is None and read.funding == "unknown":
        assert read.rest or read.notes or not any(c.isalnum() for c in text)


@pytest.mark.parametrize(
    ("text", "value"),
    [("Kshs 1000,000", 1_000_000), ("1100,000", 1_100_000), ("KES 1, 000,000", 1_000_000), ("12,5000", 125_000), ("1,000.000", 1_000_000), ("1,200,000.000", 1_200_000)],
)  # fmt: skip
def test_numbers_that_are_badly_grouped_are_read_as_a_person_would_and_doubted(text, value):
    assert (amount(text), told(text)) == (value, ["money.grouped"])


@pytest.mark.parametrize("text", ["350,00", "1000.000"])
def test_what_may_be_a_decimal_or_not_is_doubted(text):
    assert told(text) == ["money.grouped"]


def test_a_number_that_nobody_can_read_is_kept():
    read = read_money("KES 1,0000,000", SHILLINGS)
    assert (read.amount, [note.code for note in read.notes], read.rest) == (None, ["money.not_understood"], "KES 1,0000,000")  # fmt: skip


@pytest.mark.parametrize(
    ("text", "value"), [("5,000, 400,000", 405_000), ("1200,50", Decimal("1200.50")), ("10,000.00", 10_000)]
)
def test_lists_and_decimals_are_no_bad_grouping(text, value):
    assert amount(text) == value
    assert "money.grouped" not in told(text)
