"""Saves, imports and signatures without end, on a server with the sample: each the next that can be done there.

`saves()`, `imports()` and `signatures()` are given the file of `one_plan()` and say what to do next: a function that
may be done at once, or in another process, or both.
"""

from __future__ import annotations

import itertools
import json
from dataclasses import replace

from django.utils import timezone
from django.utils.timezone import localdate

from jukwaa.forums.models import Forum, Seat
from jukwaa.plans import actions
from jukwaa.plans.actions.attaching import Upload, attach, detach
from jukwaa.plans.actions.editing import Typed, add_item, drop_item, edit_item
from jukwaa.plans.figures.working import place_of
from jukwaa.plans.models import Plan
from jukwaa.plans.rules.changing import digest_of, part_of, said_of
from jukwaa.publishing.actions import make

DRAFT, AGREED = "drill", "drill-agreed"  # the editions: one is written, the other one signed
PDF = b"%PDF-1.4\n% a page of the drill\n%%EOF\n"


def forum():
    return Forum.objects.get(slug="mombasa")


def plan(edition):
    return Plan.objects.with_forum().get(forum__slug="mombasa", edition=edition)


def holder(role):
    return Seat.objects.current().get(forum__slug="mombasa", role=role).holder


def one_plan():
    """A short one, as a file says it."""
    said = json.loads(make(Plan.objects.with_forum().get(edition="2022-23"), "json", "en"))
    del said["follows"]
    return said | {"status": "draft", "sections": said["sections"][:2]}


def file_of(said, edition, mark):
    """The same plan for another edition, every action with another title."""
    said = json.loads(json.dumps(said)) | {"edition": edition}
    for action in (action for section in said["sections"] for action in section["actions"]):
        action["title"] = {code: f"{text[:60]} ({mark})" for code, text in action["title"].items()}
    return json.dumps(said).encode()


def bring_in(edition, file):
    reading = actions.read_file(forum(), edition, "plan.json", file, actions.Options())
    assert reading.possible, reading.errors
    actions.import_plan(reading, name="plan.json", by=holder("secretary"), now=timezone.now())


def imports(said):
    for mark in itertools.cycle("BA"):
        yield lambda mark=mark: bring_in(DRAFT, file_of(said, DRAFT, mark))


# --- saves: one screen of an item, an action more, a file beside it, and both away again ------------------------


def saves(_said):
    while True:
        yield _reword
        yield _drop if _added() else _add
        yield _detach if plan(DRAFT).attachments.exists() else _attach


def _place(edited, action):
    return place_of(edited, action.pid, "edit")


def _reword():
    edited, part = plan(DRAFT), part_of("action", "words")
    action = edited.actions.order_by("pk").first()
    stood = said_of(_place(edited, action).item, part, edited.languages)
    said = stood | {"text_en": "Weekly" if stood["text_en"] != "Weekly" else "Monthly"}
    typed = Typed(said, {name: digest_of(value) for name, value in stood.items()})
    assert edit_item(edited, action.pid, part, typed, by=holder("secretary")) == ["text_en"]


def _added():
    return plan(DRAFT).actions.filter(title__en="Added").first()


def _add():
    edited, part = plan(DRAFT), part_of("action", "words")
    said = dict.fromkeys(part.names(edited.languages), "") | {"title_en": "Added"}
    add_item(edited, edited.sections.first().pid, "action", said, by=holder("secretary"))


def _drop():
    drop_item(plan(DRAFT), _added().pid, by=holder("secretary"))


def _attach():
    edited = plan(DRAFT)
    place = _place(edited, edited.actions.order_by("pk").first())
    attach(place, Upload("A page", PDF, "forum"), by=holder("secretary"), today=localdate())


def _detach():
    laid = plan(DRAFT).attachments.select_related("action").get()
    detach(laid, _place(plan(DRAFT), laid.action), by=holder("secretary"))


def torn(_said):
    """No act as ours are: two transactions. The drill has to find what is left between them."""
    while True:
        yield lambda: (_reword(), _detach() if plan(DRAFT).attachments.exists() else _attach())


# --- signatures: of the plan, then of one amendment after the other ---------------------------------------------

CHAIRS = ("co_chair_national", "co_chair_county")  # the first signs here, the second now here, now on paper


def signatures(said):
    """What has to be there before a signature can be given is done at once; only signatures are handed out."""
    bring_in(AGREED, file_of(said, AGREED, "S"))
    actions.publish_draft(plan(AGREED), by=holder("secretary"))
    actions.propose(plan(AGREED), by=holder("secretary"), today=localdate())
    while True:
        version = plan(AGREED).versions.waiting().first() or _amended()
        if not version.signatures.filter(role=CHAIRS[0]).exists():
            yield lambda: _sign(CHAIRS[0])
        elif version.number % 2:
            yield lambda: _sign(CHAIRS[1])
        else:
            yield _confirm if version.papers.exists() else _scan


def _amended():
    signed, day = plan(AGREED), localdate()
    amendment = actions.open_amendment(signed, reason={"en": "Drill"}, by=holder("secretary"), today=day)
    doc = actions.working_document(signed)
    title = {"en": f"Plan as amended {amendment.number}"}
    actions.save_working_document(signed, replace(doc, title=title))
    amendment.refresh_from_db()
    return actions.propose_amendment(amendment, by=holder("secretary"), today=day)


def _waiting():
    return plan(AGREED).versions.waiting().select_related("plan__forum__area").get()


def _sign(role):
    actions.sign(_waiting(), role, by=holder(role), today=localdate())


def _scan():
    actions.scan(_waiting(), CHAIRS[1], PDF, signed_on=localdate(), by=holder("secretary"), today=localdate())


def _confirm():
    paper = _waiting().papers.select_related("version__plan__forum__area", "seat", "entered_by").get()
    actions.confirm_scan(paper, by=holder(CHAIRS[0]))
