"""What the sample says, before it is loaded: whole, in two languages, inside its plan and inside Mombasa."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import fields, is_dataclass

from jukwaa.core.ids import PATTERN
from jukwaa.forums.models import Organisation
from jukwaa.forums.rules import STATE_KINDS
from jukwaa.places.models import Area
from jukwaa.plans.rules.bodies import bodies_of
from jukwaa.plans.rules.coverage import Deed, overlaps, untouched
from jukwaa.plans.rules.interchange import dumps
from jukwaa.site.actions.sample import CONTENT
from jukwaa.strategies.models import Theme

# Texts left in one language on purpose, so that "not yet translated" is seen: (action, what, language).
GAPS = {("2.6", "text", "sw"), ("3.4", "remarks", "en"), ("5.4", "text", "en")}

# Bodies that are real, or were, and never stand in invented content; as whole words, in any case.
REAL = (
    "CWID", "Collaboration of Women", "KECOSCE", "CICC", "Coast Interfaith Council of Clerics", "HAKI Africa",
    "MUHURI", "KMYA", "Kenya Muslim Youth Alliance", "SUPKEM", "CIPK", "Council of Imams", "NCCK", "Kituo cha Sheria",
    "Huria", "Sauti ya Wanawake", "Stretchers", "Search for Common Ground", "Act! Change Transform", "Interpeace",
    "Red Cross", "Amnesty", "Human Rights Watch", "GCERF", "USAID", "UNDP", "IOM", "UN Women", "Baraka FM", "Pwani FM",
    "Radio Salaam", "Radio Rahma", "Technical University of Mombasa", "Pwani University", "HIVOS", "Life and Peace",
)  # fmt: skip

# What is never in a civil plan (domain.md 6), in both languages. The liaison's own name is left out first.
NEVER = (
    "suspect", "returnee", "hotspot", "hot spot", "radicali", "terroris", "informer", "informant", "profil",
    "watch-list", "watchlist", "tip-off", "al-shabaab", "shabaab", "isis", "surveil", "high-risk", "at risk",
    "mshukiwa", "washukiwa", "gaidi", "magaidi", "ugaidi", "waliorejea", "kijasusi", "msimamo mkali",
)  # fmt: skip

LIAISON = "National Counter Terrorism Centre"


def texts_of(value, where=""):
    """Every text by language in a document, with the way to it."""
    if isinstance(value, dict):
        if value:
            yield where, value
    elif isinstance(value, tuple):
        for n, item in enumerate(value):
            yield from texts_of(item, f"{where}/{getattr(item, 'code', None) or n}")
    elif is_dataclass(value):
        for field in fields(value):
            yield from texts_of(getattr(value, field.name), f"{where}.{field.name}")


def words_of(sample) -> str:
    said = [text for plan in sample.plans for _where, texts in texts_of(plan) for text in texts.values()]
    said += [role.share for plan in sample.plans for _path, action in plan.actions() for role in action.roles]
    said += [text for body in sample.bodies for text in body["focus"].values()]
    return "\n".join([*said, *(body["name"] for body in sample.bodies), *(p["name"] for p in sample.people)])


# --- whole ----------------------------------------------------------------------------------------------------


def test_there_are_at_least_36_actions_in_six_pillars(sample):
    assert len(sample.plan.sections) == 6
    assert sum(1 for _ in sample.plan.actions()) >= 36
    assert {"Gender", "Economic"} <= {section.title["en"] for section in sample.plan.sections}


def test_it_is_a_sample_shown_as_at_28_february_2023(sample):
    for plan in sample.plans:
        assert plan.sample
        assert str(plan.as_at) == "2023-02-28"
    assert (str(sample.plan.starts), str(sample.plan.ends)) == ("2022-06-01", "2023-05-31")


def test_the_files_are_as_we_write_them(sample):
    """So that a later change of the content shows as that change and nothing else."""
    for plan in sample.plans:
        assert (CONTENT / f"plan-{plan.edition}.json").read_bytes() == dumps(plan)


def test_each_permanent_id_is_well_formed_and_stands_once(sample):
    for plan in sample.plans:
        actions = [action for _path, action in plan.actions()]
        sections = [section for _path, section in plan.walk()]
        paragraphs = [*plan.text, *(p for section in sections for p in section.text)]
        indicators = [i for item in (*sections, *actions) for i in item.indicators]
        ids = [item.id for item in (*actions, *sections, *paragraphs, *indicators)]
        assert all(re.fullmatch(PATTERN, pid) for pid in ids)
        assert [pid for pid, n in Counter(ids).items() if n > 1] == []


def test_a_definition_that_is_shared_reads_the_same_wherever_it_is_used(sample):
    told = {}
    used = [i for plan in sample.plans for _path, a in plan.actions() for i in a.indicators]
    for indicator in used:
        said = (indicator.text, indicator.measure, indicator.over_places, indicator.over_time)
        assert told.setdefault(indicator.definition, said) == said
    assert len(told) < len(used), "no definition is shared, so nobody sees that one can be"


# --- languages ------------------------------------------------------------------------------------------------


def test_every_text_stands_in_both_languages_but_the_gaps_left_on_purpose(sample):
    gaps = {
        (action.code, name, next(iter(texts)))
        for _path, action in sample.plan.actions()
        for name in ("title", "text", "audience", "remarks", "reason")
        if len(texts := getattr(action, name)) == 1
    }
    lacking = [
        where for plan in sample.plans for where, texts in texts_of(plan) if set(texts) != {"en", "sw"}
    ]
    assert gaps == GAPS
    assert len(lacking) == len(GAPS), lacking
    assert all(set(body["focus"]) == {"en", "sw"} for body in sample.bodies)


def test_the_swahili_is_no_copy_of_the_english(sample):
    same = [
        where
        for plan in sample.plans
        for where, texts in texts_of(plan)
        if texts.get("en") == texts.get("sw")
    ]
    assert same == []


# --- bodies ---------------------------------------------------------------------------------------------------


def test_whoever_is_no_public_office_is_named_as_invented(sample):
    for body in sample.bodies:
        assert body["name"].endswith("(sample)") is not body["state"], body["name"]
        assert (body["kind"] in STATE_KINDS) is body["state"], body["name"]
        assert body["kind"] in Organisation.Kind


def test_three_civil_society_bodies_are_not_named_in_public(sample):
    unlisted = [body for body in sample.bodies if not body["listed"]]
    assert len(unlisted) == 3
    assert not any(body["state"] for body in unlisted)


def test_a_plan_names_only_bodies_of_the_forum_and_leaves_none_idle(sample):
    names = {body["id"]: body["name"] for body in sample.bodies}
    assert len(names) == len(sample.bodies)
    named = [body for plan in sample.plans for body in bodies_of(plan)]
    assert all(names[body.id] == body.name for body in named)
    assert {body.id for body in bodies_of(sample.plan)} == set(names)


def test_a_seat_is_named_by_the_seat_never_by_a_person(sample):
    bodies = {body["id"] for body in sample.bodies}
    for person in sample.people:
        assert person["email"].endswith("@jukwaa.example")
        assert person["name"].endswith("(sample)")
        assert person["organisation"] in bodies | {None}


def test_no_real_body_stands_in_invented_content(sample):
    words = words_of(sample)
    assert [name for name in REAL if re.search(rf"\b{re.escape(name)}\b", words, re.IGNORECASE)] == []


def test_nothing_in_it_crosses_a_red_line(sample):
    words = words_of(sample).replace(LIAISON, "")
    assert [word for word in NEVER if re.search(rf"\b{re.escape(word)}", words, re.IGNORECASE)] == []


def test_every_pillar_is_led_from_both_sides(sample):
    state = {body["id"]: body["state"] for body in sample.bodies}
    for plan in sample.plans:
        for section in plan.sections:
            assert {state[lead.body.id] for lead in section.leads} == {True, False}, section.code


# --- actions --------------------------------------------------------------------------------------------------


def test_each_action_has_one_lead_and_names_no_body_twice(sample):
    for plan in sample.plans:
        for _path, action in plan.actions():
            assert [role.kind for role in action.roles].count("lead") == 1, action.code
            bodies = [role.body.id for role in action.roles]
            assert len(set(bodies)) == len(bodies), action.code
    kinds = {role.kind for _path, action in sample.plan.actions() for role in action.roles}
    assert kinds == {"lead", "co_lead", "support", "funder"}


def test_both_sides_lead_a_fair_part_of_the_actions(sample):
    state = {body["id"]: body["state"] for body in sample.bodies}
    leads = Counter(state[a.roles[0].body.id] for _path, a in sample.plan.actions())
    assert min(leads.values()) >= sum(leads.values()) / 3


def test_every_date_lies_in_its_plan(sample):
    for plan in sample.plans:
        for _path, action in plan.actions():
            assert plan.starts <= action.starts <= action.ends <= plan.ends, action.code


def test_money_is_said_where_an_action_is_costed_and_only_there(sample):
    actions = [action for _path, action in sample.plan.actions()]
    assert {action.funding for action in actions} == {"no_cost", "in_kind", "funded", "unknown"}
    for action in actions:
        assert (action.estimate is not None) is (action.funding == "funded"), action.code
    costed = [action.estimate for action in actions if action.estimate is not None]
    assert all(10_000 <= estimate <= 5_000_000 for estimate in costed)


def test_a_pause_and_a_drop_say_why(sample):
    told = Counter(action.status for _path, action in sample.plan.actions() if action.reason)
    assert told == Counter(paused=1, dropped=1)


def test_what_was_carried_over_names_an_action_of_2017(sample):
    before = {action.id for _path, action in sample.before.actions()}
    carried = [a.carried_from for _path, a in sample.plan.actions() if a.carried_from]
    assert {(ancestor.edition, ancestor.id) for ancestor in carried} <= {("2017", pid) for pid in before}
    assert len({ancestor.id for ancestor in carried}) == len(carried) == 8  # the plan's own text says eight
    assert "Eight of its actions" in " ".join(p.text["en"] for p in sample.plan.text)


def test_every_indicator_says_from_where_to_where_and_how_one_knows(sample):
    for plan in sample.plans:
        items = [*plan.sections, *(action for _path, action in plan.actions())]
        for indicator in (i for item in items for i in item.indicators):
            assert indicator.target, indicator.text
            assert indicator.verification, indicator.text
            if indicator.measure == "percentage":
                assert all(re.search(r"\(.+ / .+\)", text) for text in indicator.text.values()), (
                    indicator.text
                )
    for section in sample.plan.sections:
        assert section.outcome
        assert section.indicators
    assert all(1 <= len(a.indicators) <= 2 for _path, a in sample.plan.actions())
    assert {i.measure for _p, a in sample.plan.actions() for i in a.indicators} == {
        "number",
        "percentage",
        "rubric",
        "yes_no",
    }


def test_open_offers_are_offers_of_the_plan(sample):
    offers = {(a.id, role.body.id, role.kind) for _path, a in sample.plan.actions() for role in a.roles}
    named = [(said["action"], said["body"], said["kind"]) for said in sample.replies]
    assert set(named) <= offers
    assert len(set(named)) == len(named)
    assert {said["reply"] for said in sample.replies} == {"offered", "countered", "declined"}


# --- places ---------------------------------------------------------------------------------------------------


def test_every_place_is_real_and_lies_in_mombasa(db, sample):
    known = set(Area.objects.within("KE001").values_list("code", flat=True))
    named = {code for plan in sample.plans for _path, action in plan.actions() for code in action.areas}
    assert named | {code for body in sample.bodies for code in body["areas"]} <= known
    assert all(action.areas for plan in sample.plans for _path, action in plan.actions())


def test_most_wards_have_something_and_two_or_three_have_nothing(db, sample):
    wards = list(Area.objects.within("KE001").wards().values_list("code", flat=True))
    assert len(wards) == 30
    assert 2 <= len(untouched(wards, _deeds(sample.plan), "KE001")) <= 3


def test_here_and_there_two_bodies_do_the_like_without_knowing(sample):
    local = [deed for deed in _deeds(sample.plan) if "KE001" not in deed.areas]
    pairs = list(overlaps(local))
    assert len(pairs) >= 3
    assert len({pair.one for pair in pairs} | {pair.two for pair in pairs}) < len(local) / 2


def _deeds(plan):
    for n, (path, action) in enumerate(plan.actions()):
        bodies = frozenset(role.body.id for role in action.roles)
        yield Deed(n, plan.sections.index(path[0]), action.areas, action.starts, action.ends, bodies)


def test_every_theme_is_one_of_the_strategy(db, sample):
    themes = {f"{t.strategy.code}/{t.code}" for t in Theme.objects.select_related("strategy")}
    items = [item for plan in sample.plans for item in (*plan.sections, *(a for _p, a in plan.actions()))]
    assert {theme for item in items for theme in item.themes} <= themes
    assert all(a.themes for _path, a in sample.plan.actions())
