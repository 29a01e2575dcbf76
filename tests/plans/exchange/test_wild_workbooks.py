"""Whatever somebody writes into a workbook, they get an answer, and what comes of it is a plan that can be kept."""

from __future__ import annotations

from datetime import date, datetime, time

from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from jukwaa.plans.rules import interchange
from tests.plans.documents import Sizes, plans, share, text
from tests.plans.exchange.editing import after, write

SCHEMA = Draft202012Validator(interchange.schema())
SHEETS = ("Matrix", "Sections", "Indicators", "Text", "Bodies", "Plan", "jukwaa")
WRITABLE = text().filter(lambda said: said.isprintable())
values = (
    st.none()
    | st.booleans()
    | st.integers(-(10**15), 10**15)
    | st.floats()
    | WRITABLE
    | st.dates(date(1900, 1, 1))
    | st.sampled_from([time(12, 30), datetime(2022, 6, 1, 12, 30), "1) a\n2) b\n2) c", "a-aaaaaaaaaa", "[x]", "(b-aaaaaaaaaa) [y]", "action.title.en"])  # noqa: DTZ001
)  # fmt: skip


@share(0.4)
@given(plans(sizes=Sizes(levels=2, sections=2, actions=2)), st.lists(st.tuples(st.sampled_from(SHEETS), values), max_size=40), st.randoms(use_true_random=True))  # fmt: skip
def test_anything_in_any_cell_is_answered_and_never_raised(doc, changes, dice):
    def scribble(book):
        for title, value in changes:
            sheet = book[title]
            first = 6 if dice.random() < 0.9 else 1  # mostly below the headings
            row = dice.randint(first, max(first, sheet.max_row + 1))
            write(sheet.cell(row, dice.randint(1, sheet.max_column + 1)), value)

    understood = after(doc, scribble)
    assert all(problem.message for problem in understood.problems)
    if understood.understood and understood.doc.complete:
        faults = [fault.json_path for fault in SCHEMA.iter_errors(interchange.to_json(understood.doc))]
        assert faults == []
