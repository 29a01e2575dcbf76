"""People and things for tests. Plans are made through the acts, as everywhere else."""

from __future__ import annotations

import time
from datetime import date

import factory
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

from jukwaa.accounts.adapters import MFAAdapter
from jukwaa.accounts.models import User
from jukwaa.core.ids import new_id
from jukwaa.forums.models import Forum, Organisation, Seat
from jukwaa.forums.rules import SECOND_FACTOR
from jukwaa.plans.models import Action, Plan, Role, Section

PILLAR = {"one": {"en": "pillar", "sw": "nguzo"}, "many": {"en": "pillars", "sw": "nguzo"}}


SECRET = "JBSWY3DPEHPK3PXP"


def give_second_factor(user):
    """An app whose codes are `code_of()`."""
    kept = {"secret": MFAAdapter().encrypt(SECRET)}
    Authenticator.objects.get_or_create(user=user, type=Authenticator.Type.TOTP, defaults={"data": kept})


def code_of(later=0):
    """What the app shows now, or in half a minute."""
    return format_hotp_value(hotp_value(SECRET, int(time.time()) // 30 + later))


class UserFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"person{n}@example.org")

    @factory.post_generation
    def second_factor(self, _create, extracted, **_said):
        """Who keeps a server has one; UserFactory(is_administrator=True, second_factor=False) has not yet."""
        if extracted if extracted is not None else self.is_administrator:
            give_second_factor(self)


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
        skip_postgeneration_save = True

    forum = factory.SubFactory(ForumFactory)
    role = Seat.Role.SECRETARY
    holder = factory.SubFactory(UserFactory)

    @factory.post_generation
    def second_factor(self, _create, extracted, **_said):
        """Who holds a seat that asks for one has it; SeatFactory(second_factor=False) has not yet."""
        if self.holder and (extracted if extracted is not None else self.role in SECOND_FACTOR):
            give_second_factor(self.holder)


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
