"""What places are called where a ward bears its sub-county's name, or the county's: "Likoni (ward)"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from django.utils.translation import gettext as _

from jukwaa.places.models import Area


def place_names(areas: Iterable[Area], whole: str) -> dict[str, str]:
    """Code -> name, told apart by its kind where the name alone would not; `whole` is all of its area."""
    areas = list(areas)
    times = Counter(area.name for area in areas if area.code != whole)
    kinds = {str(kind): str(label).lower() for kind, label in Area.Kind.choices}
    names = {
        area.code: f"{area.name} ({kinds[area.kind]})" if times[area.name] > 1 else area.name
        for area in areas
    }
    return names | {a.code: _("all of %(place)s") % {"place": a.name} for a in areas if a.code == whole}
