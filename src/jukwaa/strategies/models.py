from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from jukwaa.core.texts import say
from jukwaa.forums.models import Forum


class StrategyQuerySet(models.QuerySet["Strategy"]):
    def open_to(self, forum: Forum) -> StrategyQuerySet:
        """The country's strategies and the forum's own."""
        return self.filter(models.Q(forum=None) | models.Q(forum=forum))


class Strategy(models.Model):
    """A strategy that plans align to: the country's (`forum` is empty) or a county's own."""

    code = models.CharField(_("code"), max_length=40)
    title = models.JSONField(_("title"), default=dict)  # texts
    forum = models.ForeignKey(Forum, models.CASCADE, null=True, blank=True, related_name="strategies")
    source = models.CharField(_("source"), max_length=300, blank=True)

    objects = StrategyQuerySet.as_manager()

    class Meta:
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(fields=["forum", "code"], name="strategy_code_once_in_a_forum"),
            models.UniqueConstraint(
                fields=["code"], name="strategy_code_once_in_the_country", condition=models.Q(forum=None)
            ),
        ]

    def __str__(self) -> str:
        return say(self.title).text


class Theme(models.Model):
    """A pillar, area or working group of a strategy."""

    strategy = models.ForeignKey(Strategy, models.CASCADE, related_name="themes")
    code = models.CharField(_("code"), max_length=20)
    title = models.JSONField(_("title"), default=dict)  # texts
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["strategy", "position", "code"]
        constraints = [models.UniqueConstraint(fields=["strategy", "code"], name="theme_code_once")]

    def __str__(self) -> str:
        return say(self.title).text
