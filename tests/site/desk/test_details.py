from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from jukwaa.plans.rules.details import Measure, with_details
from jukwaa.plans.rules.document import IndicatorDoc
from tests.plans.documents import Sizes, plans

SMALL = Sizes(levels=2, sections=2, actions=2)
measures = st.lists(
    st.builds(Measure, text=st.sampled_from(["", "Dialogues", " Women "]), target=st.just("5")), max_size=3
)


def actions_of(doc):
    return [action for _path, action in doc.actions()]


@settings(max_examples=20)
@given(plans(sizes=SMALL), st.integers(0, 7), measures)
def test_only_the_action_at_that_place_is_changed(doc, n, said):
    before = actions_of(doc)
    after = actions_of(with_details(doc, n, status="moving", measures=said))
    assert len(after) == len(before)
    assert [a for k, a in enumerate(after) if k != n] == [a for k, a in enumerate(before) if k != n]
    if n < len(before):
        assert after[n].status == "moving"
        wanted = [measure.text.strip() for measure in said if measure.text.strip()]
        assert [next(iter(i.text.values())) for i in after[n].indicators] == wanted or before[n].indicators
        assert len(after[n].indicators or ()) == len(wanted)


@settings(max_examples=20)
@given(plans(sizes=SMALL))
def test_an_indicator_keeps_its_id_and_how_it_is_measured(doc):
    for n, action in enumerate(actions_of(doc)):
        said = [Measure("New words", item.baseline, "99") for item in action.indicators or ()]
        after = actions_of(with_details(doc, n, status=None, measures=said))[n]
        kept = [(i.id, i.definition, i.unit, i.measure) for i in action.indicators or ()]
        assert [(i.id, i.definition, i.unit, i.measure) for i in after.indicators or ()] == kept
        assert after.status == action.status


@settings(max_examples=20)
@given(plans(sizes=SMALL))
def test_what_the_file_left_open_stays_open(doc):
    for n, action in enumerate(actions_of(doc)):
        if action.indicators is None:
            assert actions_of(with_details(doc, n, status=None, measures=[Measure("")]))[n] == action


def test_a_new_indicator_is_worded_in_the_actions_language():
    from jukwaa.plans.rules.document import ActionDoc, PlanDoc, SectionDoc

    action = ActionDoc(id=None, title={"sw": "Fanya mazungumzo"})
    section = SectionDoc(None, {"sw": "Jinsia"}, actions=(action,))
    doc = PlanDoc("mombasa", "2024-25", {}, None, None, sections=(section,), complete=False)
    (after,) = actions_of(
        with_details(doc, 0, status=None, measures=[Measure("Mikutano", "0", "12", "Kumbukumbu")])
    )
    assert after.indicators == (IndicatorDoc(None, {"sw": "Mikutano"}, "0", "12", {"sw": "Kumbukumbu"}),)
