from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from jukwaa.core.log import record
from jukwaa.forums.permissions import can_found
from jukwaa.strategies.models import Strategy, Theme

if TYPE_CHECKING:
    from jukwaa.accounts.models import User

# The nine pillars as the responsible agency lists them (domain.md 2, standards.md 1.6). The areas of the
# strategy of 2025-30 are not public in a form that we could read, so a deployment types them in.
NSCVE_2016 = (
    ("Psychosocial", "Kisaikolojia na kijamii"),
    ("Education", "Elimu"),
    ("Political", "Siasa"),
    ("Security", "Usalama"),
    ("Faith-based and ideological", "Dini na fikra"),
    ("Training and capacity building", "Mafunzo na kujenga uwezo"),
    ("Arts and culture", "Sanaa na utamaduni"),
    ("Legal and policy", "Sheria na sera"),
    ("Media and online", "Vyombo vya habari na mtandao"),
)


@transaction.atomic
def load_strategies() -> int:
    """The country's strategies, as this release words them; what was typed in stays. Returns how many themes stand."""
    first, _made = Strategy.objects.update_or_create(
        code="NSCVE-2016",
        forum=None,
        defaults={
            "title": {
                "en": "National Strategy to Counter Violent Extremism, 2016",
                "sw": "Mkakati wa Kitaifa wa Kukabiliana na Itikadi Kali, 2016",
            },
            "source": "National Counter Terrorism Centre",
        },
    )
    Strategy.objects.update_or_create(
        code="NSPCVE-2025-30",
        forum=None,
        defaults={
            "title": {
                "en": "National Strategy to Prevent and Counter Violent Extremism, 2025–2030",
                "sw": "Mkakati wa Kitaifa wa Kuzuia na Kukabiliana na Itikadi Kali, 2025–2030",
            },
            "source": "National Counter Terrorism Centre",
        },
    )
    Theme.objects.bulk_create(
        [
            Theme(strategy=first, code=str(n), title={"en": en, "sw": sw}, position=n)
            for n, (en, sw) in enumerate(NSCVE_2016, 1)
        ],
        update_conflicts=True,
        unique_fields=["strategy", "code"],
        update_fields=["title", "position"],
    )
    return Theme.objects.count()


@transaction.atomic
def add_theme(strategy: Strategy, code: str, title: Mapping[str, str], *, by: User | None) -> Theme:
    """Type in an area of a strategy."""
    can_found(by).require()
    code, title = code.strip(), {language: text.strip() for language, text in title.items() if text.strip()}
    if not code or not title:
        raise ValidationError(_("An area of a strategy has a number or code, and a title."))
    if strategy.themes.filter(code=code).exists():
        raise ValidationError(_("This strategy has an area of that code already."))
    theme = Theme.objects.create(
        strategy=strategy, code=code, title=title, position=strategy.themes.count() + 1
    )
    record("theme.added", f"theme:{strategy.code}/{code}", by=by, forum=strategy.forum_id)
    return theme
