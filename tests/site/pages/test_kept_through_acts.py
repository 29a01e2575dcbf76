"""Whatever is done, the next reader of a kept page reads what a page made anew says: one walk through the acts.

An act that a public page can show and that neither records nor counts would be found here; a public verb that the walk
does not come by fails it.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from django.conf import settings
from django.test import Client
from django.utils import translation

from jukwaa.core.log import renew_key
from jukwaa.core.models import Chain, Entry
from jukwaa.core.verbs import VERBS
from jukwaa.delivery.actions import (
    Of,
    check_money,
    enter_money,
    file_report,
    strike_money,
    verify_report,
)
from jukwaa.delivery.actions.stepping import Hand
from jukwaa.delivery.models import Money, Report
from jukwaa.delivery.rules.money import Entered
from jukwaa.delivery.rules.telling import Told
from jukwaa.forums.actions import Charter, Portrait, admit, describe, found, join, leave, seat
from jukwaa.places.models import Area
from jukwaa.plans.actions import (
    amending,
    attaching,
    carrying,
    confirming,
    editing,
    living,
    offering,
    withdrawing,
)
from jukwaa.plans.actions.drafting import draft_plan
from jukwaa.plans.actions.naming import rename_body
from jukwaa.plans.actions.signing import sign
from jukwaa.plans.figures.working import place_of
from jukwaa.plans.models import IndicatorDefinition, Leadership, Plan, Role, Version
from jukwaa.plans.rules.carrying_over import Wanted
from jukwaa.plans.rules.changing import PARTS, digest_of, find, said_of
from jukwaa.plans.rules.quarters import Quarter
from jukwaa.publishing.actions import make_file
from jukwaa.results.actions import (
    Answers,
    Where,
    approve_value,
    decide_effect,
    enter_value,
    freeze_score,
    lock_period,
    note_effect,
    publish_effect,
    review_indicator,
    unlock_period,
    withhold_effect,
)
from jukwaa.results.models import AdverseEffect, Value
from jukwaa.results.rules.caring import QUESTIONS
from jukwaa.results.rules.telling import Told as ValueTold
from jukwaa.strategies.actions import add_theme
from jukwaa.strategies.models import Strategy
from tests.plans.agreement.agreeing import DAY, LATER, WHY
from tests.plans.agreement.conftest import _stands, commissioner, draft, file, governor, mombasa, secretary  # noqa: F401  # the same forum and plan
from tests.plans.offers.conftest import hand
from tests.results.conftest import indicator_of

PLAN, NEXT = "/mombasa/plan/2022-23/", "2023-24"


def addresses(plan: Plan) -> list[str]:
    """Pages that between them tell whatever is public."""
    action = plan.actions.order_by("position").first()
    return [
        "/",
        "/mombasa/",
        "/mombasa/record/",
        "/mombasa/progress/",
        "/mombasa/money/",
        PLAN,
        f"{PLAN}a/{action.code}/",
    ]


class Reader:
    """Reads everything, as anybody and from what is kept; and as somebody for whom each page is made anew."""

    def __init__(self) -> None:
        self.anybody, self.anew = Client(), Client()
        self.anew.cookies[settings.SESSION_COOKIE_NAME] = "ended"

    def read(self, plan: Plan) -> dict[str, tuple[int, bytes]]:
        answers = {address: self.anybody.get(address) for address in addresses(plan)}
        return {address: (answer.status_code, answer.content) for address, answer in answers.items()}

    def differing(self, plan: Plan) -> list[str]:
        kept = self.read(plan)
        anew = {address: self.anew.get(address) for address in kept}
        return [
            address for address in kept if kept[address] != (anew[address].status_code, anew[address].content)
        ]


class Walk:
    """The acts, in an order in which each may be done."""

    def __init__(self, plan, secretary, chairs) -> None:
        self.plan, self.forum, self.secretary, self.chairs = plan, plan.forum, secretary, chairs
        self.body = plan.forum.organisations.get(name__startswith="Women")

    def now(self, edition: str = "2022-23") -> Plan:
        return Plan.objects.with_forum().get(forum=self.forum, edition=edition)

    def pids(self) -> list[str]:
        return list(self.plan.actions.order_by("position").values_list("pid", flat=True))

    def edit(self, which: int, part: str, **said):
        plan, pid = self.now(), self.pids()[which]
        screen = next(each for each in PARTS["action"] if each.name == part)
        was = said_of(find(place_of(plan, pid, screen.act).doc, pid), screen, plan.languages)
        digests = {name: digest_of(value) for name, value in was.items()}
        editing.edit_item(plan, pid, screen, editing.Typed(was | said, digests), by=self.secretary)

    def add(self, kind: str, holder: str, **said) -> str:
        screen = PARTS[kind][0]
        blank = said_of(editing.NEW[kind]("x"), screen, ("en", "sw"))
        return editing.add_item(self.now(), holder, kind, blank | said, by=self.secretary)

    def role(self) -> Role:
        return Role.objects.select_related("action__plan__forum", "organisation").get(organisation=self.body)

    def newest(self) -> Version:
        return self.plan.versions.select_related("plan__forum__area").order_by("-number").first()

    def sign(self, chair: int) -> None:
        roles = ("co_chair_national", "co_chair_county")
        sign(self.newest(), roles[chair], by=self.chairs[chair], today=LATER)

    def attach(self) -> None:
        place = place_of(self.now(), self.pids()[0], "detail")
        upload = attaching.Upload("Minutes", b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n", "public")
        self.file = attaching.attach(place, upload, by=self.secretary, today=DAY)

    def steps(self):
        """While a draft is written, agreed and signed; amended; and followed by another."""
        yield from (
            *self.drafting(),
            *self.agreeing(),
            *self.amending(),
            *self.measuring(),
            *self.following(),
        )

    def drafting(self):
        sections = list(self.plan.sections.order_by("position").values_list("pid", flat=True))
        who = {"by": self.secretary}
        yield lambda: living.publish_draft(self.now(), **who)
        yield lambda: living.withhold_draft(self.now(), **who)
        yield lambda: living.publish_draft(self.now(), **who)
        yield lambda: self.edit(0, "words", title_en="Hold ward dialogues in every ward")
        yield lambda: self.edit(1, "when", starts="2022-09-01", ends="2022-09-30")
        yield lambda: self.edit(2, "money", funding="funded", estimate="480000")
        yield lambda: self.add("section", "plan", title_en="Economic")
        yield lambda: self.add("action", sections[0], title_en="Open a hall")
        yield lambda: self.add("paragraph", sections[0], text_en="Why women")
        yield lambda: editing.shift_item(self.now(), self.pids()[0], places=1, **who)
        yield lambda: editing.move_action(self.now(), self.pids()[0], sections[1], **who)
        yield lambda: editing.drop_item(self.now(), self.pids()[-1], **who)
        yield lambda: admit(self.forum, [Portrait(name="Elders' Circle (sample)")], **who)

    def agreeing(self):
        who = {"by": self.secretary}
        yield lambda: describe(self.body, Portrait(name=self.body.name, kind="women_led", agreed=True), **who)
        yield lambda: rename_body(self.body, "Women of the Coast (sample)", **who)
        yield lambda: join(self.body, starts=date(2022, 1, 1), **who)
        yield lambda: offering.accept_offer(self.role(), hand=hand(self.secretary, came="phone"))
        yield lambda: offering.decline_offer(
            self.role(), hand=hand(self.secretary, came="phone"), reason="Too far"
        )
        yield self.attach
        yield lambda: attaching.detach(self.file, place_of(self.now(), self.pids()[0], "detail"), **who)
        yield lambda: confirming.confirm_point(self.now(), "subject", {"en": "In barazas"}, today=DAY, **who)
        yield lambda: confirming.take_back_point(self.now(), "subject", **who)
        yield lambda: living.consult(self.now(), **who)
        yield lambda: living.conclude(self.now(), **who)
        yield lambda: living.propose(self.now(), today=DAY, **who)
        yield lambda: living.recall(self.now(), **who)
        yield lambda: living.propose(self.now(), today=DAY, **who)
        yield lambda: self.sign(0)
        yield lambda: self.sign(1)

    def amending(self):
        who = {"by": self.secretary}
        yield lambda: self.edit(0, "when", starts="2022-08-01", ends="2022-08-31")
        yield lambda: make_file(self.now(), "json", "en")
        yield lambda: amending.open_amendment(self.now(), reason=WHY, today=LATER, **who)
        yield lambda: self.edit(0, "words", title_en="Hold fewer ward dialogues")
        yield lambda: amending.propose_amendment(self.now().amendments.get(), today=LATER, **who)
        yield lambda: amending.recall_amendment(self.now().amendments.get(), **who)
        yield lambda: amending.propose_amendment(self.now().amendments.get(), today=LATER, **who)
        yield lambda: self.sign(0)
        yield lambda: self.sign(1)
        yield lambda: withdrawing.withdraw_body(self.body, today=LATER, **who)
        yield lambda: withdrawing.name_body_again(self.body, agreed=True, on_its_word=True, **who)

    def tell(self) -> None:
        """By a body that leads the section."""
        role = self.role()
        Leadership.objects.create(section=role.action.section, organisation=role.organisation, position=9)
        where = Where(
            indicator_of(role.action, safe=False), role.organisation, Quarter(date(2022, 7, 1)), "KE001"
        )
        enter_value(where, ValueTold(value=Decimal(3)), hand=Hand(self.secretary, LATER))

    def review(self) -> None:
        safe = Answers(dict.fromkeys(QUESTIONS, False), "safe", {})
        review_indicator(self.now(), IndicatorDefinition.objects.latest("pk"), safe, hand=Hand(None, LATER))

    def note(self, kind: str) -> None:
        note_effect(self.now(), kind, {"en": "Too late in the evening"}, hand=Hand(None, LATER))

    def report(self) -> None:
        role, by_phone = self.role(), Hand(None, date(2022, 8, 1), "phone")
        told = Told(date(2022, 7, 1), frozenset({"KE001"}), {"en": "A dialogue"})
        file_report(role.action, role.organisation, told, client_id=uuid4(), hand=by_phone)

    def spend(self) -> None:
        of = Of(self.role().action, self.role().organisation, Quarter(date(2022, 7, 1)))
        enter_money(of, Entered(amount=Decimal(4321)), hand=Hand(None, LATER))

    def measuring(self):
        who, quarter = {"by": self.secretary}, Quarter(date(2022, 7, 1))
        yield self.tell
        yield lambda: approve_value(Value.objects.get(), hand=Hand(None, LATER))
        yield self.review
        yield lambda: self.note("happened")
        yield lambda: decide_effect(
            AdverseEffect.objects.get(), "adapted", {"en": "Earlier"}, hand=Hand(None, LATER)
        )
        yield lambda: publish_effect(AdverseEffect.objects.get(), hand=Hand(None, LATER))
        yield lambda: withhold_effect(AdverseEffect.objects.get(), hand=Hand(None, LATER))
        yield lambda: lock_period(self.now(), quarter, **who)
        yield lambda: unlock_period(self.now(), quarter, **who)
        yield lambda: freeze_score(self.now(), today=LATER, **who)
        yield self.spend
        yield lambda: check_money(Money.objects.get(), hand=Hand(None, LATER))
        yield lambda: strike_money(Money.objects.get(), hand=Hand(None, LATER))
        yield self.report
        yield lambda: verify_report(Report.objects.get(), by=None, today=LATER)

    def following(self):
        who = {"by": self.secretary}
        yield lambda: leave(self.body, ends=date(2022, 12, 31), **who)
        yield lambda: add_theme(Strategy.objects.first(), "99", {"en": "Sports"}, by=None)
        yield lambda: found(
            Charter(slug="kwale", area=Area.objects.get(code="KE002"), name={"en": "Kwale"}), by=None
        )
        yield lambda: renew_key(Chain.objects.get(pk=self.forum.pk))
        yield lambda: draft_plan(self.forum, NEXT, title={"en": "Next"}, starts=date(2023, 6, 1), ends=date(2024, 5, 31), **who)  # fmt: skip
        yield lambda: carrying.carry(self.now(NEXT), self.now(), Wanted(frozenset(self.pids())), **who)
        yield lambda: living.publish_draft(self.now(NEXT), **who)
        yield lambda: living.close(self.now(), today=date(2023, 6, 1), **who)
        yield lambda: seat(self.forum, "observer", holder="Somebody", by=None)


# Told in public and not walked by: each is recorded in the act's own transaction like those that are.
ELSEWHERE = {"plan.scan_confirmed", "amendment.withdrawn", "plan.superseded"}


@pytest.mark.drill
@pytest.mark.django_db
def test_after_every_act_a_kept_page_says_what_one_made_anew_says(draft, secretary, commissioner, governor):
    walk, reader = Walk(draft, secretary, (commissioner, governor)), Reader()
    reader.read(draft)
    for n, step in enumerate(walk.steps(), 1):
        with translation.override("en"):
            step()
        assert reader.differing(walk.now()) == [], f"after act {n}"
    done = set(Entry.objects.values_list("verb", flat=True))
    public = {verb for verb, line in VERBS.items() if line.public}
    assert public - done - ELSEWHERE == set()
