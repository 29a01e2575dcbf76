"""Places as checkboxes: all of the forum's area first, then each sub-county with its wards, folded."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from jukwaa.forums.models import Forum
from jukwaa.places.models import Area

Choices = list[tuple[str, list[tuple[str, str]]]]


def place_choices(forum: Forum, named: Collection[str] = ()) -> Choices:
    """`named`: places that are asked for already, also from outside or the other hierarchy."""
    areas = list(Area.objects.within(forum.area_id).order_by("name"))
    choices: Choices = [(_("Everywhere"), [(forum.area_id, _("all of %(place)s") % {"place": forum.area})])]
    for sub in (area for area in areas if area.parent_id == forum.area_id):
        wards = [(area.code, area.name) for area in areas if area.parent_id == sub.code]
        choices.append((sub.name, [(sub.code, _("all of %(place)s") % {"place": sub.name}), *wards]))
    shown = {code for _group, inside in choices for code, _name in inside}
    missing = [code for code in named if code not in shown]
    names = dict(Area.objects.filter(code__in=missing).values_list("code", "name")) if missing else {}
    # Also a code that nobody knows here: what no box stands for would be lost when the form is sent.
    if missing:
        choices.append((_("Other places"), [(code, names.get(code, code)) for code in missing]))
    return choices


def place_groups(form: forms.Form, name: str) -> list[tuple[str, list[Any], bool]]:
    """The boxes of a field under their sub-county, and whether one of them is ticked."""
    field: Any = form.fields[name]
    groups = {str(code): str(group) for group, inside in field.choices for code, _name in inside}
    found: dict[str, list[Any]] = {}
    for box in form[name]:
        found.setdefault(groups[str(box.data["value"])], []).append(box)
    return [(group, boxes, any(box.data["selected"] for box in boxes)) for group, boxes in found.items()]
