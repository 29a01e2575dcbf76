"""How a theory of change is drawn: every link that has both ends has a line, and boxes never lie on one another."""

from __future__ import annotations

import re
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from jukwaa.results.rules.theory import LETTERS, LINES, ROW, Drawn, drawn, loose_ends, wrapped

words = st.text(st.characters(categories=["L", "N", "Zs"]), max_size=250)
some = st.integers(0, 12)


def columns(actions, factors, outcomes):
    return (
        [(f"a{n}", f"Action {n}") for n in range(actions)],
        [(f"f{n}", f"Factor {n}") for n in range(factors)],
        [(f"s{n}", f"Outcome {n}") for n in range(outcomes)],
    )


@given(some, some, some, st.data())
def test_each_link_with_both_ends_is_a_line_from_edge_to_edge(actions, factors, outcomes, data):
    ends = st.integers(0, 14)
    links = [
        Drawn(f"f{data.draw(ends)}", action=f"a{data.draw(ends)}")
        if data.draw(st.booleans())
        else Drawn(f"f{data.draw(ends)}", section=f"s{data.draw(ends)}")
        for _n in range(data.draw(st.integers(0, 6)))
    ]
    picture = drawn(*columns(actions, factors, outcomes), links)
    at = {box.pid: box for column in picture.columns for box in column}
    whole = [link for link in links if link.factor in at and (link.action or link.section) in at]
    assert len(picture.lines) == len(whole)
    for link, line in zip(whole, picture.lines, strict=True):
        numbers = [int(n) for n in re.findall(r"-?\d+", line.path)]
        start, end = (link.action, link.factor) if link.action else (link.factor, link.section)
        assert (numbers[1], numbers[-1]) == (at[start].y, at[end].y)
        assert numbers[0] < numbers[-2]


@given(some, some, some)
def test_boxes_stand_apart_and_inside_the_picture(actions, factors, outcomes):
    picture = drawn(*columns(actions, factors, outcomes), ())
    for column in picture.columns:
        heights = [box.y for box in column]
        assert all(later - earlier >= ROW - 1 for earlier, later in pairwise(heights))
        assert all(ROW // 2 - 1 <= y <= picture.height - ROW // 2 + 1 for y in heights)


@given(words)
def test_words_are_broken_and_nothing_short_is_left_out(said):
    lines = wrapped(said)
    assert 1 <= len(lines) <= LINES
    assert all(len(line) <= LETTERS for line in lines)
    if not any("…" in line for line in lines):
        assert " ".join(lines).split() == said.split()


def test_what_hangs_in_the_air_is_found():
    links = [Drawn("f1", action="a1"), Drawn("f2", section="s1")]
    assert loose_ends(["f1", "f2", "f3"], links) == ({"f2", "f3"}, {"f1", "f3"})
