"""Whatever is done to a chain without making it anew is found, wherever it is done."""

from __future__ import annotations

from dataclasses import fields, replace

from hypothesis import assume, given
from hypothesis import strategies as st

from jukwaa.core.chain import End, Fault, Row, after, faults, hash_of

words = st.sampled_from(["plan.drafted", "plan.published", "seat.given"])
facts = st.dictionaries(
    st.sampled_from(["starts", "role", "bodies"]),
    st.none()
    | st.booleans()
    | st.integers(-9, 9)
    | st.text(max_size=3)
    | st.lists(st.integers(0, 9), max_size=3),
    max_size=3,
)
acts = st.lists(st.tuples(words, facts, st.booleans(), st.integers(1, 3)), min_size=1, max_size=8)


def chained(said) -> list[Row]:
    rows, end = [], End()
    for verb, told, public, step in said:
        number = end.public + 1 if public else None
        row = Row(
            end.id + step,
            7,
            end.number + 1,
            number,
            verb,
            "plan:x",
            3,
            "b-x",
            "2026-11-25",
            told,
            end.hash,
            "",
            "" if step == 1 else f"{step:032x}",  # entries older than salts have none
        )
        row = replace(row, hash=hash_of(row, end.id))
        rows.append(row)
        end = after(end, row)
    return rows


def codes(rows) -> list[str]:
    return [found.code for found in faults(rows) if isinstance(found, Fault)]


def end_of(rows) -> End:
    return list(faults(rows))[-1]


@given(acts)
def test_a_chain_as_it_was_written_holds_and_ends_where_it_ended(said):
    rows = chained(said)
    assert codes(rows) == []
    assert end_of(rows) == after(End(), rows[0]) if len(rows) == 1 else end_of(rows).hash == rows[-1].hash


OTHER = {
    "id": lambda row: row.id + 100,
    "forum": lambda _row: 8,
    "number": lambda row: row.number + 100,
    "public": lambda row: None if row.public else 1,
    "verb": lambda row: row.verb + "x",
    "target": lambda _row: "plan:y",
    "seat": lambda _row: None,
    "organisation": lambda _row: "",
    "day": lambda _row: "2026-11-26",
    "facts": lambda row: {**row.facts, "role": "other"},
    "previous": lambda row: row.previous[::-1] if row.previous != row.previous[::-1] else "1" * 64,
    "hash": lambda row: row.hash[::-1],
    "salt": lambda row: row.salt[::-1] if row.salt else "ab" * 16,
}


def test_every_column_has_another_value_to_be_tried():
    assert set(OTHER) == {field.name for field in fields(Row)}


@given(acts, st.data(), st.sampled_from(sorted(OTHER)))
def test_a_changed_column_is_found(said, data, column):
    rows = chained(said)
    at = data.draw(st.integers(0, len(rows) - 1))
    changed = replace(rows[at], **{column: OTHER[column](rows[at])})
    assume(changed != rows[at])
    altered = sorted([*rows[:at], changed, *rows[at + 1 :]], key=lambda row: row.number)
    assert codes(altered) or end_of(altered) != end_of(rows)


@given(acts, st.data())
def test_an_entry_taken_out_is_found(said, data):
    rows = chained(said)
    at = data.draw(st.integers(0, len(rows) - 1))
    left = [*rows[:at], *rows[at + 1 :]]
    assert codes(left) or end_of(left) != end_of(rows)


@given(acts, st.data())
def test_two_entries_that_changed_places_are_found(said, data):
    rows = chained(said)
    assume(len(rows) > 1)
    one, two = data.draw(st.lists(st.integers(0, len(rows) - 1), min_size=2, max_size=2, unique=True))
    swapped = list(rows)
    swapped[one] = replace(rows[one], number=rows[two].number)
    swapped[two] = replace(rows[two], number=rows[one].number)
    assert codes(sorted(swapped, key=lambda row: row.number))


@given(acts, st.data())
def test_an_entry_put_in_is_found(said, data):
    rows = chained(said)
    at = data.draw(st.integers(0, len(rows) - 1))
    forged = replace(rows[at], id=rows[at].id + 1000, verb="plan.signed")
    forged = replace(forged, hash=hash_of(forged, rows[at - 1].id if at else 0))
    assert codes([*rows[: at + 1], forged, *rows[at + 1 :]])


@given(acts, st.data())
def test_a_chain_made_anew_from_one_entry_on_has_another_end(said, data):
    """Only the signed checkpoints tell it, so its end must be another."""
    rows = chained(said)
    at = data.draw(st.integers(0, len(rows) - 1))
    anew = chained([*said[:at], ("plan.forged", *said[at][1:]), *said[at + 1 :]])
    assert codes(anew) == []
    assert end_of(anew).hash != end_of(rows).hash


def test_what_an_entry_says_cannot_be_guessed_from_its_hash():
    one, two = (replace(chained([("plan.drafted", {}, True, 1)])[0], salt=salt * 16) for salt in ("ab", "cd"))
    assert hash_of(one, 0) != hash_of(two, 0)


def test_the_first_thing_wrong_is_told_by_its_number():
    rows = chained([("plan.drafted", {}, True, 1)] * 4)
    rows[2] = replace(rows[2], verb="plan.signed")
    assert next(iter(faults(rows))) == Fault("changed", 3)


def test_a_value_that_no_entry_is_made_with_is_a_change_and_no_crash():
    row = chained([("plan.drafted", {}, True, 1)])[0]
    for value in (2**60, float("nan"), "\ud800"):
        assert codes([replace(row, facts={"role": value})]) == ["changed"]
