"""Indicators in two languages: each fills its own."""

from __future__ import annotations

from tests.plans.imports.understanding import understand

HEAD = ["Activity", "Lead"]


def indicators(told):
    return [
        indicator for _path, action in told.understood.doc.actions() for indicator in action.indicators or ()
    ]


def test_two_columns_of_indicators_one_for_each_language(made):
    rows = [[*HEAD, "Indicator (EN)", "Kiashiria (SW)", "Target"], ["Play", "NCTC", "Matches played", "Mechi zilizochezwa", "8"]]  # fmt: skip
    (indicator,) = indicators(understand(made(rows)))
    assert indicator.text == {"en": "Matches played", "sw": "Mechi zilizochezwa"}
    assert indicator.target == "8"


def test_several_in_a_cell_pair_up_and_so_do_their_proofs(made):
    head = [*HEAD, "Indicators", "Viashiria", "Target", "Means of verification", "Njia ya uthibitisho"]
    rows = [head, ["Play", "NCTC", "Matches; Referees", "Mechi; Waamuzi", "8; 20", "Reports", "Ripoti"]]
    one, two = indicators(understand(made(rows)))
    assert (one.text, two.text) == ({"en": "Matches", "sw": "Mechi"}, {"en": "Referees", "sw": "Waamuzi"})
    assert [i.target for i in (one, two)] == ["8", "20"]
    assert one.verification == two.verification == {"en": "Reports", "sw": "Ripoti"}


def test_what_does_not_pair_up_is_kept_as_it_stands(made):
    rows = [[*HEAD, "Indicator (EN)", "Kiashiria (SW)", "Target"], ["Play", "NCTC", "Matches; Referees", "Mechi; Waamuzi; Mipira", "8; 20"]]  # fmt: skip
    told = understand(made(rows))
    assert [i.text for i in indicators(told)] == [{"en": "Matches"}, {"en": "Referees"}]
    assert told.row["remarks"] == "Kiashiria (SW): Mechi; Waamuzi; Mipira"


def test_a_column_in_one_language_alone_is_of_that_language(made):
    rows = [[*HEAD, "Kiashiria (Kiswahili)"], ["Play", "NCTC", "Mechi zilizochezwa"]]
    (indicator,) = indicators(understand(made(rows)))
    assert indicator.text == {"sw": "Mechi zilizochezwa"}


def test_activities_and_indicators_listed_in_both_languages(made):
    rows = [[*HEAD, "Indicator (EN)", "Kiashiria (SW)"], ["• Play\n• Train", "NCTC", "• Matches\n• Referees", "• Mechi\n• Waamuzi"]]  # fmt: skip
    assert [i.text for i in indicators(understand(made(rows)))] == [{"en": "Matches", "sw": "Mechi"}, {"en": "Referees", "sw": "Waamuzi"}]  # fmt: skip
