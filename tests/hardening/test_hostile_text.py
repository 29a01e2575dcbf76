"""Text from people is data: whatever stands in any field of a plan, no page takes it for markup."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from django.db import models, transaction

from jukwaa.forums.models import Forum, Organisation
from jukwaa.plans import models as plans
from jukwaa.plans.actions.sealing import seal_plan
from tests.test_access import TABLE, address

pytestmark = pytest.mark.django_db
HOSTILE = """"'><script>alert(1)</script><img src=x onerror=alert(2)>{{7*7}}{% now %}</title></textarea><svg/onload=alert(3)>"""
MARK = "hostile-mark"
TEXTS = {"en": f"{MARK} {HOSTILE}", "sw": f"{MARK} sw {HOSTILE}"}
KEPT = {
    "pid",
    "code",
    "kind",
    "reply",
    "digest",
    "salt",
    "carried_edition",
    "carried_pid",
    "levels",
}  # words of ours


class Tags(HTMLParser):
    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attributes):
        names = {name for name, _value in attributes}
        if names & {"onerror", "onload", "onload=alert(3)"} or (tag == "script" and "src" not in names):
            self.found.append((tag, attributes))
        if tag == "img" and dict(attributes).get("src") == "x":
            self.found.append((tag, attributes))


def poison(model, **where):
    """Every free text of the model's rows: texts by language, and strings that no list of words limits."""
    fields = [field for field in model._meta.local_fields if field.name not in KEPT]
    for row in model.objects.filter(**where):
        for field in fields:
            if isinstance(field, models.JSONField) and isinstance(getattr(row, field.name), dict):
                setattr(row, field.name, TEXTS)
            elif (
                isinstance(field, models.CharField)
                and not field.choices
                and field.max_length >= 40
                and field.name in POISONED
            ):
                setattr(row, field.name, f"{MARK}{row.pk} {HOSTILE}"[: field.max_length])
        row.save()


POISONED = {"name", "short_name", "share", "unit", "verification", "baseline", "target"}


@pytest.fixture
def hostile(house, mombasa):
    with transaction.atomic():
        for model in (
            plans.Plan,
            plans.Section,
            plans.Paragraph,
            plans.Action,
            plans.IndicatorDefinition,
            plans.Indicator,
            plans.Role,
            plans.Ask,
            plans.Give,
            Organisation,
        ):
            poison(model)
        Organisation.objects.update(listed=True)
        Forum.objects.filter(pk=mombasa.pk).update(name=TEXTS)
        for plan in plans.Plan.objects.with_forum().filter(status__in=["draft", "published_draft"]):
            seal_plan(plan)
    return house


@pytest.mark.drill
@pytest.mark.parametrize(
    ("visitor", "language"),
    [("anonymous", "sw"), ("member", "en"), ("secretary", "sw"), ("administrator", "en")],
)
def test_hostile_text_is_only_ever_text(client, hostile, visitor, language, request):
    if visitor != "anonymous":
        who = request.getfixturevalue(visitor)
    seen = 0
    for line in TABLE:
        if visitor != "anonymous":
            client.force_login(who)
        answer = client.get(address(line, hostile, language))
        kind = answer.headers.get("Content-Type", "")
        if answer.streaming:
            list(answer.streaming_content)
            continue
        if answer.status_code >= 400 or not re.search("html|/xml|atom", kind):
            continue
        page = answer.content.decode()
        tags = Tags()
        tags.feed(page)
        assert (line, tags.found) == (line, [])
        assert "<script>alert" not in page, line
        assert "49</title>" not in page, line
        seen += MARK in page
    assert seen >= (6 if visitor == "anonymous" else 8 if visitor == "secretary" else 1)
