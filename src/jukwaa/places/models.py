from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class AreaQuerySet(models.QuerySet["Area"]):
    def within(self, code: str) -> AreaQuerySet:
        """The area itself and every devolved area inside it."""
        return self.filter(code__startswith=code, hierarchy=Area.Hierarchy.DEVOLVED)

    def wards(self) -> AreaQuerySet:
        return self.filter(kind=Area.Kind.WARD)

    def sub_counties(self) -> AreaQuerySet:
        return self.filter(kind=Area.Kind.SUB_COUNTY)

    def counties(self) -> AreaQuerySet:
        return self.filter(kind=Area.Kind.COUNTY)


class Area(models.Model):
    """A place with a code. The county's own units and the national administration's are two hierarchies that
    overlap without nesting (standards.md 1.1), so the second is typed in under its county."""

    class Hierarchy(models.TextChoices):
        DEVOLVED = "devolved", _("County government")
        NATIONAL = "national", _("National administration")

    class Kind(models.TextChoices):
        COUNTY = "county", _("County")
        SUB_COUNTY = "sub_county", _("Sub-county")
        WARD = "ward", _("Ward")
        DIVISION = "division", _("Division")
        LOCATION = "location", _("Location")
        SUB_LOCATION = "sub_location", _("Sub-location")

    code = models.CharField(_("code"), max_length=40, primary_key=True)
    name = models.CharField(_("name"), max_length=120)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="parts")
    hierarchy = models.CharField(_("hierarchy"), max_length=8, choices=Hierarchy, default=Hierarchy.DEVOLVED)
    iso = models.CharField(_("ISO 3166-2"), max_length=6, blank=True)
    lon = models.FloatField(_("longitude of the centre"), null=True)
    lat = models.FloatField(_("latitude of the centre"), null=True)
    column = models.PositiveSmallIntegerField(null=True)  # on the tile map of its county, or of the country
    row = models.PositiveSmallIntegerField(null=True)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    objects = AreaQuerySet.as_manager()

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name
