from __future__ import annotations

import hashlib
import json
import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given

from jukwaa.plans.rules import document as d
from jukwaa.plans.rules.promise import canonical, contents, names, plain, seal
from tests.plans.documents import Sizes, plans
from tests.plans.exchange.salting import salts_for
from tests.plans.exchange.small import INDICATOR, OFFICE, PLAN, TRUST


def sealed(doc):
    return seal(doc, salts_for(doc))


def with_action(**changes):
    (section,) = PLAN.sections
    (action,) = section.actions
    return replace(PLAN, sections=(replace(section, actions=(replace(action, **changes),)),))


PROMISED = {
    "title": {"en": "Hold two forums"},
    "code": "9.9",
    "text": {"en": "In every village"},
    "audience": {"en": "Youth"},
    "remarks": {"en": "Before Ramadan"},
    "tags": ("trust",),
    "starts": date(2022, 8, 1),
    "ends": date(2022, 10, 30),
    "funding": "in_kind",
    "estimate": Decimal(5),
    "areas": ("KE001006",),
    "roles": (d.RoleDoc(TRUST, "lead"),),
    "indicators": (),
    "themes": (),
    "carried_from": None,
}
NOT_PROMISED = {"status": "done", "reason": {"en": "All held"}, "where": "Matrix!4"}


def test_every_field_of_an_action_is_either_promised_or_not():
    assert {*PROMISED, *NOT_PROMISED, "id"} == set(d.ActionDoc.__dataclass_fields__)


@pytest.mark.parametrize("field", PROMISED)
def test_what_is_promised_cannot_change_without_changing_what_is_signed(field):
    changed = with_action(**{field: PROMISED[field]})
    assert sealed(changed).manifest_sha256 != sealed(PLAN).manifest_sha256


@pytest.mark.parametrize("field", NOT_PROMISED)
def test_how_it_stands_is_no_part_of_the_promise(field):
    changed = with_action(**{field: NOT_PROMISED[field]})
    assert sealed(changed).manifest_sha256 == sealed(PLAN).manifest_sha256


@pytest.mark.parametrize(
    "field", ["baseline", "target", "text", "verification", "unit", "measure", "direction"]
)
def test_an_indicator_is_promised_with_its_baseline_its_target_and_how_it_is_measured(field):
    other = {"baseline": "3", "target": "13", "measure": "rubric", "direction": "down"}.get(
        field, {"sw": "Nyingine"}
    )
    changed = with_action(indicators=(replace(INDICATOR, **{field: other}),))
    assert sealed(changed).manifest_sha256 != sealed(PLAN).manifest_sha256


@pytest.mark.parametrize("status", ["published_draft", "in_force", "closed"])
def test_the_status_of_the_plan_and_the_day_on_which_a_sample_stands_are_not_promised(status):
    changed = replace(PLAN, status=status, as_at=date(2023, 2, 28))
    assert sealed(changed).manifest_sha256 == sealed(PLAN).manifest_sha256


def test_an_offer_says_who_in_which_role_takes_on_what_part():
    item = json.loads(sealed(PLAN).items["a-aaaaaaaaaa"])
    assert item["offers"] == [
        {"body": OFFICE.id, "kind": "lead", "share": ""},
        {"body": TRUST.id, "kind": "support", "share": "training"},
    ]
    assert not re.search(r"accept|declin|reply|status", json.dumps(item))


def test_money_is_written_as_people_write_it():
    assert json.loads(sealed(PLAN).items["a-aaaaaaaaaa"])["estimate"] == "480000.5"
    assert [plain(Decimal(n)) for n in ("4.8E+5", "0", "0.10", "1E-2")] == ["480000", "0", "0.1", "0.01"]


@given(plans())
def test_the_manifest_lists_every_item_as_sha256sum_does_sorted_by_id(doc):
    made = sealed(doc)
    lines = made.manifest.decode().splitlines()
    wanted = {pid: hashlib.sha256(data).hexdigest() for pid, data in made.items.items()}
    assert lines == [f"{wanted[pid]}  items/{pid}.json" for pid in sorted(wanted)]
    assert made.manifest_sha256 == hashlib.sha256(made.manifest).hexdigest()


@given(plans())
def test_everything_promised_is_an_item_once(doc):
    owners = [doc, *(s for _p, s in doc.walk()), *(a for _p, a in doc.actions())]
    texts = [p for o in owners if not isinstance(o, d.ActionDoc) for p in o.text or ()]
    measures = [i for o in owners[1:] for i in o.indicators or ()]
    ids = [o.id for o in [*owners[1:], *texts, *measures]]
    assert sorted(sealed(doc).items) == sorted(["plan", *ids, *names(doc)])
    assert len(contents(doc)) == 1 + len(ids)


@given(plans())
def test_items_are_canonical_and_carry_their_id_and_a_salt(doc):
    for pid, data in sealed(doc).items.items():
        item = json.loads(data)
        assert item["id"] == pid
        assert re.fullmatch("[0-9a-f]{32}", item["salt"])
        assert canonical(item) == data


@given(plans(sizes=Sizes(levels=1, sections=2)))
def test_no_item_holds_a_bodys_name_but_a_fingerprint_of_its_file(doc):
    made = sealed(doc)
    for pid, name in names(doc).items():
        item = json.loads(made.items[pid])
        assert set(item) == {"id", "kind", "salt", "sha256"}
        assert item["sha256"] == hashlib.sha256(made.bodies[pid]).hexdigest()
        assert json.loads(made.bodies[pid])["name"] == name
        assert json.loads(made.bodies[pid])["salt"] != item["salt"]


def test_a_salt_that_was_not_drawn_is_not_made_up():
    with pytest.raises(KeyError):
        seal(PLAN, {})
