"""A checkpoint is typed off paper: what the hand does to it is found, and where."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from jukwaa.core.checkpoints import ALPHABET, GROUP, GROUPS, KEPT, Checkpoint, CheckpointError, check, read

names = st.from_regex(r"[a-z][a-z0-9-]{0,20}", fullmatch=True)
lines = st.builds(
    Checkpoint, names, st.integers(1, 10**9), st.dates().map(str),
    st.binary(min_size=32, max_size=32).map(bytes.hex), st.binary(min_size=64, max_size=64),
)  # fmt: skip


@given(lines)
def test_it_is_read_as_it_was_printed(line):
    typed = read(str(line))
    assert (typed.name, typed.number, typed.day) == (line.name, line.number, line.day)
    assert (typed.hash, typed.signature, typed.message) == (line.hash[:KEPT], line.signature, line.message)


@given(lines, st.randoms(use_true_random=False))
def test_spaces_breaks_small_letters_and_look_alikes_do_not_matter(line, chance):
    head, groups = str(line).split()[:3], str(line).split()[3:]
    typed = "".join(chance.choice([*"", " ", "\n", " - "]) + group for group in groups)
    alike = typed.lower().replace("0", chance.choice("0oO")).replace("1", chance.choice("1lI"))
    assert read("  " + "  ".join(head) + " " + alike + "\n") == read(str(line))


def refused_group(words: list[str]) -> int:
    with pytest.raises(CheckpointError) as fault:
        read(" ".join(words))
    return fault.value.group


places = st.integers(0, GROUP)  # the check letter is one of them


@given(lines, st.integers(1, GROUPS), places, st.sampled_from(ALPHABET))
def test_a_wrong_letter_is_always_found_where_it_is(line, n, k, letter):
    words = str(line).split()
    group = words[2 + n]
    assume(group[k] != letter)
    words[2 + n] = group[:k] + letter + group[k + 1 :]
    assert refused_group(words) == n


@given(lines, st.integers(1, GROUPS), places, places)
def test_two_letters_that_change_places_are_always_found_where_they_are(line, n, k, m):
    words = str(line).split()
    group = list(words[2 + n])
    assume(group[k] != group[m])
    group[k], group[m] = group[m], group[k]
    words[2 + n] = "".join(group)
    assert refused_group(words) == n


@given(lines, st.integers(1, GROUPS), st.integers(1, GROUPS))
def test_groups_that_change_places_are_always_found(line, n, m):
    assume(n < m)
    words = str(line).split()
    words[2 + n], words[2 + m] = words[2 + m], words[2 + n]
    assert refused_group(words) == n


def test_no_slip_in_any_place_adds_up_to_nothing():
    """The check is linear, so what holds for a group of zeros holds for all: every letter in every place, tried."""
    for k in range(GROUP):
        made = {check(1, "0" * k + letter + "0" * (GROUP - k - 1)) for letter in ALPHABET}
        assert len(made) == 32
    assert len({check(1, "0" * k + "1" + "0" * (GROUP - k - 1)) for k in range(GROUP)}) == GROUP
    assert len({check(n, "0" * GROUP) for n in range(1, GROUPS + 1)}) == GROUPS


@given(lines, st.integers(1, GROUPS), st.data())
def test_what_the_letters_do_not_find_the_signature_does(line, n, data):
    words = str(line).split()
    slip = data.draw(st.text(ALPHABET, min_size=GROUP, max_size=GROUP))
    assume(slip != words[2 + n][:GROUP])
    words[2 + n] = slip + check(n, slip)
    try:
        typed = read(" ".join(words))
    except CheckpointError:
        assert n == GROUPS  # what fills it was hit
    else:
        assert (typed.hash, typed.signature) != (line.hash[:KEPT], line.signature)


def test_what_is_left_out_is_found_where_it_is_missing():
    line = Checkpoint("mombasa", 128, "2026-11-25", "ab" * 32, bytes(range(64)))
    words = str(line).split()
    assert len(words) == 21
    assert {len(group) for group in words[3:]} == {9}
    with pytest.raises(CheckpointError) as fault:
        read(" ".join(words[:10] + words[11:]))
    assert fault.value.group == 8
    with pytest.raises(CheckpointError) as fault:
        read(" ".join(words[:-1]))
    assert fault.value.group == 18


@given(st.text(max_size=200))
def test_anything_else_is_refused_and_nothing_breaks(text):
    with pytest.raises(CheckpointError):
        read(text)


def test_a_day_that_is_none_is_refused():
    with pytest.raises(CheckpointError):
        read("mombasa 1 2026-02-30 ABCDEFGHJ")
