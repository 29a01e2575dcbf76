"""A checkpoint is typed off paper: what the hand does to it is found, and where."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from jukwaa.core.checkpoints import ALPHABET, KEPT, Checkpoint, CheckpointError, check, read

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


@given(lines, st.data())
def test_a_wrong_letter_is_found_in_its_group_or_changes_what_was_signed(line, data):
    """One in 32 slips passes the group's check; then the signature no longer holds."""
    words = str(line).split()
    n, k = data.draw(st.integers(1, 18)), data.draw(st.integers(0, 7))
    letter = data.draw(st.sampled_from(ALPHABET))
    group = words[2 + n]
    assume(group[k] != letter)
    words[2 + n] = group[:k] + letter + group[k + 1 :]
    if ALPHABET.index(check(n, words[2 + n][:8])) != ALPHABET.index(group[8]):
        with pytest.raises(CheckpointError) as fault:
            read(" ".join(words))
        assert fault.value.group == n
    else:
        typed = read(" ".join(words))
        assert (typed.hash, typed.signature) != (line.hash[:KEPT], line.signature) or n == 18


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
