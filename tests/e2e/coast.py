"""Where the journey begins: a forum with its bodies, three people who have accounts, and a draft that nobody has seen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.core.cache import cache
from django.utils.timezone import localdate

from jukwaa.accounts.actions import welcome
from jukwaa.accounts.models import User
from jukwaa.forums.actions import Charter, Portrait, admit, found, seat
from jukwaa.forums.models import Forum
from jukwaa.places.models import Area
from jukwaa.plans.models import Plan
from jukwaa.plans.rules.document import (
    ActionDoc,
    BodyRef,
    IndicatorDoc,
    LeadDoc,
    PlanDoc,
    RoleDoc,
    SectionDoc,
)
from tests.factories import give_second_factor
from tests.plans.acts.bringing import bring, plan_of

PASSWORD = "three words long"
SLUG = "mombasa"
YEAR = localdate().year
EDITION = f"{YEAR}-{(YEAR + 1) % 100:02}"

NETWORK = "Coral Women's Network (sample)"  # leads the first action
GROUP, SHORT = "Tembo Youth Group (sample)", "TeYG"  # comes in by a link, and is in danger later
OFFICE = "County Education Office (sample)"
COMMISSION, GOVERNOR = "County Commissioner's Office (sample)", "Governor's Office (sample)"

DIALOGUES, MEDIATORS, CLUBS = "Hold ward dialogues", "Train mediators", "Open peace clubs in schools"


@dataclass(frozen=True)
class Coast:
    forum: Forum
    secretary: User  # password and app
    lead: User  # of the network
    commissioner: User  # password alone: was welcomed, and has not come in yet
    plan: Plan


def coast() -> Coast:
    cache.clear()  # wrong tries of the test before
    forum = found(
        Charter(SLUG, Area.objects.get(code="KE001"), both("Mombasa forum", "Jukwaa la Mombasa")), by=None
    )
    bodies = {body.name: body for body in admit(forum, PORTRAITS, by=None, since=date(YEAR, 1, 1))}
    people = {name: welcome(f"{name}@example.org", name=name.title(), password=PASSWORD, by=None) for name in ("amina", "zuhura", "juma")}  # fmt: skip
    seat(forum, "secretary", holder=people["amina"], by=None)
    give_second_factor(people["amina"])
    seat(forum, "focal_person", holder=people["zuhura"], organisation=bodies[NETWORK], by=None)
    seat(forum, "co_chair_national", holder=people["juma"], organisation=bodies[COMMISSION], by=None)
    bring(forum, document(), edition=EDITION)
    return Coast(forum, people["amina"], people["zuhura"], people["juma"], plan_of(forum, EDITION))


PORTRAITS = [
    Portrait(NETWORK, kind="women_led", agreed=True, capacity=3),
    Portrait(GROUP, SHORT, kind="youth_led", agreed=True),
    Portrait(OFFICE, kind="county_government"),
    Portrait(COMMISSION, kind="national_government"),
    Portrait(GOVERNOR, kind="county_government"),
]


def both(english: str, swahili: str) -> dict[str, str]:
    return {"en": english, "sw": swahili}


def part(name: str, kind: str, share: str = "") -> RoleDoc:
    return RoleDoc(BodyRef(None, name), kind, share)


def indicator(english: str, swahili: str) -> tuple[IndicatorDoc, ...]:
    how = both("The lists of those who came", "Orodha za waliohudhuria")
    return (IndicatorDoc(None, both(english, swahili), baseline="0", target="12", verification=how),)


def document() -> PlanDoc:
    whole_year = {"starts": date(YEAR, 7, 1), "ends": date(YEAR + 1, 3, 31), "funding": "no_cost"}
    dialogues = ActionDoc(
        None, both(DIALOGUES, "Fanya mazungumzo ya wadi"), areas=("KE001005",),
        text=both(f"With elders, and with {GROUP}.", f"Pamoja na wazee na {GROUP}."),
        audience=both("Elders", "Wazee"),
        roles=(part(NETWORK, "lead"), part(GROUP, "support", f"{SHORT} brings young people")),
        indicators=indicator("Dialogues held", "Mazungumzo yaliyofanyika"), **whole_year,
    )  # fmt: skip
    mediators = ActionDoc(
        None, both(MEDIATORS, "Fundisha wapatanishi"), areas=("KE001",),
        roles=(part(NETWORK, "lead"), part(OFFICE, "support")),
        indicators=indicator("Mediators trained", "Wapatanishi waliofunzwa"), **whole_year,
    )  # fmt: skip
    clubs = ActionDoc(
        None, both(CLUBS, "Anzisha vilabu vya amani shuleni"), areas=("KE001003",),
        roles=(part(OFFICE, "lead"), part(GROUP, "support")),
        indicators=indicator("Clubs opened", "Vilabu vilivyoanzishwa"), **whole_year,
    )  # fmt: skip
    women = SectionDoc(None, both("Women and peace", "Wanawake na amani"), leads=(LeadDoc(BodyRef(None, NETWORK), "lead"),), actions=(dialogues, mediators))  # fmt: skip
    schools = SectionDoc(None, both("Schools", "Shule"), leads=(LeadDoc(BodyRef(None, OFFICE), "lead"),), actions=(clubs,))  # fmt: skip
    title = both("Plan for peace on the coast (sample)", "Mpango wa amani wa pwani (mfano)")
    return PlanDoc(
        forum=SLUG, edition=EDITION, title=title, starts=date(YEAR, 7, 1), ends=date(YEAR + 1, 6, 30),
        complete=False, sections=(women, schools),
    )  # fmt: skip
