from __future__ import annotations

from hypothesis import given

from jukwaa.plans.rules.bodies import bodies_of, only_of, taken_for, with_bodies
from jukwaa.plans.rules.document import BodyRef, LeadDoc
from tests.plans.documents import Sizes, plans
from tests.plans.rules.building import action, led_by, matrix, section, supported_by

KNOWN = {"b-aaaaaaaaaa": "Amani Trust (sample)"}
AMANI = BodyRef("b-aaaaaaaaaa", "Amani Trust (sample)")


def doc(*roles, leads=()):
    return matrix(section("A", action("One", roles=roles), leads=leads))


@given(plans(sizes=Sizes(levels=2, sections=2, actions=2)))
def test_bodies_that_are_all_known_stay_as_they_are(made):
    known = {body.id: body.name for body in bodies_of(made)}
    assert list(bodies_of(with_bodies(made, known))) == list(bodies_of(made))
    assert only_of(with_bodies(made, known), known) == with_bodies(made, known)


def test_a_name_however_it_is_written_is_the_body_that_bears_it():
    assert list(bodies_of(with_bodies(doc(led_by("amani TRUST, sample")), KNOWN))) == [AMANI]


def test_a_known_id_brings_its_name_along_whatever_the_file_calls_it():
    for name in (None, "Something else (sample)"):
        assert list(bodies_of(with_bodies(doc(led_by(name, "b-aaaaaaaaaa")), KNOWN))) == [AMANI]


def test_two_spellings_of_one_body_are_one_offer():
    said = doc(supported_by("Amani Trust (sample)"), supported_by("AMANI TRUST (SAMPLE)"))
    assert list(bodies_of(with_bodies(said, KNOWN))) == [AMANI]


def test_a_body_that_nobody_knows_stays_as_it_was_said_and_can_be_left_out():
    said = doc(led_by("New (sample)"), supported_by(None, "b-zzzzzzzzzz"), leads=(LeadDoc(AMANI, "lead"),))
    assert list(bodies_of(with_bodies(said, KNOWN))) == [
        AMANI,
        BodyRef(None, "New (sample)"),
        BodyRef("b-zzzzzzzzzz", None),
    ]
    assert list(bodies_of(only_of(said, KNOWN))) == [AMANI]


def test_a_name_taken_for_a_body_is_taken_for_it_everywhere():
    said = doc(led_by("Amani T. (sample)"), supported_by("B (sample)"), leads=(
        LeadDoc(BodyRef(None, "AMANI T (sample)"), "lead"),
    ))  # fmt: skip
    found = list(bodies_of(taken_for(said, "amani t. (sample)", AMANI)))
    assert found == [AMANI, AMANI, BodyRef(None, "B (sample)")]
