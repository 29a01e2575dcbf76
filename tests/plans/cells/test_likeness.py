"""The same body under another spelling: what is asked about, and what is not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jukwaa.plans.rules.cells.bodies import match_body
from jukwaa.plans.rules.cells.likeness import Here, like

MOMBASA = Here.of("Mombasa", ["Likoni", "Mji wa Kale/Makadara", "Mvita", "Nyali", "Old Town", "Kisauni"])

ASKED = [
    ("County Commissioner's Office", "Office of the County Commissioner, Mombasa"),
    ("County Commissioner’s Office", "Office of the County Commissioner, Mombasa"),
    ("County Commissioner", "Office of the County Commissioner, Mombasa"),
    ("Mombasa County Commissioner", "County Commissioner's Office"),
    ("County Department of Youth", "County Department of Youth and Sports"),
    ("Department of Youth & Sports", "County Department of Youth and Sports"),
    ("Dept. of Sports and Youth, Mombasa County", "County Department of Youth and Sports"),
    ("Gender Office", "County Department of Gender"),
    ("Governor's Office", "Office of the Governor, Mombasa"),
    ("Office of the Deputy Governor", "Deputy Governor's Office, Mombasa"),
    ("Ministry of Interior", "Ministry of Interior and National Administration"),
    ("State Department for Youth", "Ministry of Youth"),
    ("County Assembly", "Mombasa County Assembly"),
    ("Ward administrators", "Ward administrators, Mombasa"),
    ("Ward administrator", "Ward administrators, Mombasa"),
    ("Directorate of Education", "Office of the County Director of Education"),
    ("Ofisi ya Kamishna wa Kaunti", "Kamishna wa Kaunti, Mombasa"),
    ("Idara ya Vijana", "Idara ya Vijana na Michezo"),
    ("Women's Netwrok (sample)", "Women's Network (sample)"),
    ("Coast Inter-faith Clerics Trust", "Coast Interfaith Clerics Trust (sample)"),
    ("Peace and Harmony Society (sample)", "Coast Peace and Harmony Society (sample)"),
    ("NPSO", "National Peace Studies Organisation (NPSO)"),
    ("Independent Policing Oversight Authority", "Independent Policing Oversight Authority, regional office"),
]  # fmt: skip
NOT_ASKED = [
    ("Ward administrators", "Ward elders"),
    ("Ward administrators", "Sub-county administrators"),
    ("County Commissioner", "Deputy County Commissioner"),
    ("Sub-County Commissioner", "County Commissioner's Office"),
    ("Subcounty Commissioner", "County Commissioner's Office"),
    ("Assistant County Commissioner, Likoni", "County Commissioner's Office"),
    ("Deputy County Commissioner, Likoni", "Deputy County Commissioner, Nyali"),
    ("Office of the County Commander, Mombasa", "Office of the County Commissioner, Mombasa"),
    ("Office of the Governor, Mombasa", "Office of the County Commissioner, Mombasa"),
    ("Commissioner of Cooperatives", "County Commissioner's Office"),
    ("County Department of Health", "County Department of Trade"),
    ("County Department of Youth and Sports", "Ministry of Youth and Sports"),
    ("County Department of Health", "Ministry of Health"),
    ("National Youth Council", "Mombasa Youth Council"),
    ("County Department of Youth", "Youth Forum (sample)"),
    ("County Department of Gender", "Women's Network (sample)"),
    ("Office of the County Director of Education", "Office of the County Director of Health"),
    ("Department of Social Services", "Department of Children Services"),
    ("Youth Forum (sample)", "Likoni Youth Forum (sample)"),
    ("Likoni Youth Forum (sample)", "Nyali Youth Forum (sample)"),
    ("Youth Network", "Youth Forum (sample)"),
    ("Women's Network (sample)", "Youth Network (sample)"),
    ("Women's Network (sample)", "Muslim Women's Network (sample)"),
    ("Kenya Coast Interfaith Women Peace Network", "Kenya Coast Interfaith Youth Peace Network"),
    ("Working Group 1", "Working Group 2"),
    ("Traders' Chamber (sample)", "Chamber of Small Business (sample)"),
    ("County Government of Mombasa", "Office of the County Commissioner, Mombasa"),
    ("County Government of Mombasa", "National Government"),
    ("Village elders", "Ward elders"),
]


@pytest.mark.parametrize(("name", "other"), ASKED)
def test_it_is_asked_whether_they_are_the_same(name, other):
    for one, two in ((name, other), (other, name)):
        match = match_body(one, {two: "b-1"}, MOMBASA)
        assert (match.exact, match.near) == (None, "b-1")


@pytest.mark.parametrize(("name", "other"), NOT_ASKED)
def test_nobody_is_asked_about_what_is_another_body(name, other):
    for one, two in ((name, other), (other, name)):
        assert like(one, {two: "b-1"}, MOMBASA) is None


def test_of_several_the_nearest_is_asked_about():
    known = {"County Department of Youth Affairs, Gender and Sports": "b-1", "Department of Youth": "b-2"}
    assert like("County Department of Youth", known, MOMBASA) == "b-2"


OFFICES = ["Health", "Trade", "Education", "Gender", "Water", "Transport", "Lands", "Tourism", "Finance"]


@given(st.lists(st.sampled_from(OFFICES), min_size=2, max_size=9, unique=True), st.data())
def test_no_office_is_taken_for_another_one_and_each_is_found_however_it_is_called(topics, data):
    known = {f"County Department of {topic}": topic for topic in topics}
    shapes = ["{} Office", "Department of {}", "The {} Department, Mombasa", "Idara ya {}", "Mombasa County {} Directorate"]  # fmt: skip
    for topic in topics:
        name = data.draw(st.sampled_from(shapes)).format(topic)
        assert like(name, known, MOMBASA) == topic
        assert like(name, {one: pid for one, pid in known.items() if pid != topic}, MOMBASA) is None
