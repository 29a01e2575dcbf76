"""Where a body that was withdrawn for its safety is still written, for those who can mend it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from jukwaa.core.texts import say
from jukwaa.forums.models import Organisation
from jukwaa.plans.figures.documents import document_of
from jukwaa.plans.figures.masking import mask_of_bodies
from jukwaa.plans.models import Attachment, Plan
from jukwaa.plans.rules.document import ActionDoc, IndicatorDoc, ParagraphDoc, PlanDoc, SectionDoc
from jukwaa.plans.rules.masking import Mask, spots

FIELDS: dict[str, Promise] = {
    "title": _("its title"),
    "text": _("its text"),
    "outcome": _("its outcome"),
    "audience": _("whom it is for"),
    "remarks": _("its remarks"),
    "reason": _("the reason for where it stands"),
    "tags": _("its tags"),
    "roles": _("what a body takes on"),
    "unit": _("what is counted"),
    "baseline": _("a baseline"),
    "target": _("a target"),
    "verification": _("how it is verified"),
    "levels": _("what its parts are called"),
}


@dataclass(frozen=True, slots=True)
class Mention:
    label: str
    where: str  # which of its texts
    url: str


@dataclass(frozen=True, slots=True)
class Edition:
    """One plan with the texts that name the body. `signed`: they are mended by an amendment."""

    plan: Plan
    signed: bool
    mentions: list[Mention]


@dataclass(frozen=True, slots=True)
class Traces:
    words: tuple[str, ...]  # that are hidden
    editions: list[Edition]
    bodies: list[Organisation]  # whose own names contain it
    files: list[Attachment]  # open to everybody: nobody can look into them but a person

    @property
    def texts(self) -> int:
        return sum(len(edition.mentions) for edition in self.editions) + len(self.bodies)


def traces_of(body: Organisation) -> Traces:
    mask = mask_of_bodies(body)
    plans = Plan.objects.filter(forum=body.forum_id).with_forum().newest_first()
    told = [Edition(plan, plan.is_signed, list(_mentions(plan, mask))) for plan in plans]
    others = body.forum.organisations.exclude(pk=body.pk)
    public = Attachment.objects.filter(plan__forum=body.forum_id, visibility=Attachment.Visibility.PUBLIC)
    return Traces(
        words=mask.hidden[0].names,
        editions=[edition for edition in told if edition.mentions],
        bodies=[other for other in others if mask.finds(other.name) or mask.finds(other.short_name)],
        files=list(public.select_related("plan__forum")),
    )


def _mentions(plan: Plan, mask: Mask) -> Iterator[Mention]:
    doc = document_of(plan, public=False)
    labels = _labels(doc)
    for spot in spots(doc, mask):
        address = [plan.forum.slug, plan.edition, spot.id]
        url = reverse("site:item", args=address) if spot.id != "plan" else plan.get_absolute_url()
        yield Mention(labels.get(spot.id, plan.edition), str(FIELDS.get(spot.field, spot.field)), url)


def _labels(doc: PlanDoc) -> dict[str, str]:
    """How an item is called; a paragraph or an indicator by what it stands in."""
    labels = {"plan": say(doc.title).text}
    labels |= {paragraph.id or "": labels["plan"] for paragraph in doc.text or ()}
    for _path, section in doc.walk():
        items: tuple[SectionDoc | ActionDoc, ...] = (section, *section.actions)
        for item in items:
            label = f"{item.code or ''} {say(item.title).text}".strip()
            parts: list[IndicatorDoc | ParagraphDoc] = [
                *(item.indicators or ()),
                *((section.text or ()) if item is section else ()),
            ]
            labels |= {item.id or "": label, **{part.id or "": label for part in parts}}
    return labels
