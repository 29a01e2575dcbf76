"""What a review allows: pure rules, with generated answers."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from jukwaa.results.rules.caring import LONGEST, NEVER, QUESTIONS, effect_problems, problems

answers = st.fixed_dictionaries({question: st.booleans() for question in QUESTIONS})
words = st.sampled_from(["", "   ", "Told for the county as a whole, never by ward."])


@given(answers, words)
def test_it_is_found_safe_with_a_yes_only_where_care_is_named_and_never_where_it_points_at_people(
    could, said
):
    wrong = problems(could, "safe", {"en": said})
    yes = {question for question, answer in could.items() if answer}
    if yes & NEVER:
        assert wrong == {"outcome": "never"}
    else:
        assert wrong == ({"care": "missing"} if yes and not said.strip() else {})


@given(answers, words)
def test_whoever_wants_it_put_otherwise_says_how(could, said):
    assert problems(could, "change", {"en": said}) == ({} if said.strip() else {"care": "missing"})


@given(answers, st.sampled_from(QUESTIONS))
def test_a_question_without_an_answer_is_no_no(could, left_out):
    del could[left_out]
    assert problems(could, "change", {"en": "Otherwise"}) == {left_out: "missing"}


def test_words_name_nobody_and_are_few():
    assert effect_problems({"en": "Ask Mzee Juma Ali"}) == "names"
    assert effect_problems({"sw": "Piga 0712 345 678"}) == "names"
    assert effect_problems({"en": "a" * (LONGEST + 1)}) == "long"
    assert effect_problems({"en": " \n "}) == effect_problems({}) == "missing"
    assert effect_problems({"en": "Dialogues ended after dark."}) == ""
