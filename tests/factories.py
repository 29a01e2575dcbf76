"""People and things for tests. Plans are made through the acts, as everywhere else."""

from __future__ import annotations

from datetime import date

import factory

from jukwaa.accounts.models import User
from jukwaa.core.ids import new_id
from jukwaa.forums.models import Forum, Organisation, Seat
from jukwaa.plans.models import Action, Plan, Role, Section

PILLAR = {"one": {"en": "pillar", "sw": "nguzo"}, "many": {"en": "pillars", "sw": "nguzo"}}


class UserFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = User

    email = factory.Sequence(lambda n: f"person{n}@example.org")


class ForumFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Forum

    slug = factory.Sequence(lambda n: f"forum-{n}")
    area_id = "KE001"
    name = factory.LazyAttribute(
        lambda forum: {"en": f"Forum of {forum.slug}", "sw": f"Jukwaa la {forum.slug}"}
    )
    languages = ["en", "sw"]
    signers = ["co_chair_national", "co_chair_county"]
    levels = [PILLAR]


class OrganisationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Organisation

    forum = factory.SubFactory(ForumFactory)
    pid = factory.LazyFunction(lambda: new_id("b"))
    name = factory.Sequence(lambda n: f"Body {n} (sample)")


class SeatFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Seat

    forum = factory.SubFactory(ForumFactory)
    role = Seat.Role.SECRETARY
    holder = factory.SubFactory(UserFactory)


class PlanFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Plan

    forum = factory.SubFactory(ForumFactory)
    edition = "2022-23"
    title = {"en": "Plan for peace", "sw": "Mpango wa amani"}
    starts = date(2022, 6, 1)
    ends = date(2023, 5, 31)
    languages = ["en", "sw"]
    levels = [PILLAR]


class SectionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Section

    plan = factory.SubFactory(PlanFactory)
    pid = factory.LazyFunction(lambda: new_id("s"))
    code = factory.Sequence(lambda n: str(n + 1))
    position = factory.Sequence(int)
    title = factory.LazyAttribute(lambda s: {"en": f"Pillar {s.code}", "sw": f"Nguzo {s.code}"})


class ActionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Action

    plan = factory.SelfAttribute("section.plan")
    section = factory.SubFactory(SectionFactory)
    pid = factory.LazyFunction(lambda: new_id("a"))
    code = factory.Sequence(lambda n: f"x.{n + 1}")
    position = factory.Sequence(int)
    title = factory.LazyAttribute(lambda a: {"en": f"Action {a.code}", "sw": f"Shughuli {a.code}"})


class RoleFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Role

    action = factory.SubFactory(ActionFactory)
    organisation = factory.SubFactory(OrganisationFactory)
    kind = Role.Kind.LEAD
    position = factory.Sequence(int)
