from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from django.core.management import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from jukwaa.plans.rules.verification import Finding, verify


class Command(BaseCommand):
    help = "Check a downloaded package (ZIP): every item, the manifest, the bodies' names. Exit 0 holds, 1 does not."
    requires_system_checks: list[str] = []  # needs no database and no settings of a server

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE.zip")

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        try:
            report = verify(file.read_bytes())
        except OSError:
            raise CommandError(
                _("The file %(file)s cannot be read: is the name right?") % {"file": file}, returncode=2
            ) from None
        for finding in report.findings:
            self.stdout.write(f"{'ok ' if finding.ok else 'NO '} {worded(finding)}")
        if report.manifest_sha256:
            self.stdout.write(_("SHA-256 of the manifest: %(hash)s") % {"hash": report.manifest_sha256})
        if not report.ok:
            self.stdout.write(_("This package does not hold: it is not the plan as it was published."))
            sys.exit(1)
        self.stdout.write(
            _("This package holds. Compare the number above with the one on the plan's public page.")
        )


def worded(finding: Finding) -> str:
    sentence = {
        "package.unreadable": _("The package cannot be read: %(why)s."),
        "manifest.missing": _("There is no manifest.sha256 in it."),
        "manifest.malformed": _("The manifest is not as it should be written, at: %(line)s"),
        "item.changed": _("%(file)s was changed after it was listed."),
        "item.missing": _("%(file)s is listed, but it is not there."),
        "item.extra": _("%(file)s is there, but it is not listed."),
        "item.strange": _("%(file)s does not hold what its name says."),
        "item.not_canonical": _("%(file)s is not written in canonical form (RFC 8785)."),
        "item.no_salt": _("%(file)s has no salt."),
        "item.lost": _("%(file)s points to %(other)s, which is not there."),
        "plan.not_one": _("There must be exactly one item for the plan itself."),
        "items.match": _("All %(n)s items match the manifest."),
        "body.changed": _("%(file)s does not match the fingerprint of its body."),
        "bodies.named": _("%(n)s bodies are named and match; %(withheld)s are not named in public."),
    }[finding.code]
    return sentence % finding.params
