from __future__ import annotations

import argparse
import re
import sys
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management import BaseCommand, CommandError, CommandParser
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from jukwaa.forums.models import Seat
from jukwaa.plans.models import Signature
from jukwaa.plans.rules.statement import keys_in
from jukwaa.plans.rules.verification import LARGEST, Finding, Report, verify


class Command(BaseCommand):
    help = "Check a downloaded package (ZIP): every item, the manifest, the bodies' names, the signatures. Exit 0: it holds, 1: it does not."
    requires_system_checks: list[str] = []  # needs no database and no settings of a server

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE.zip")
        parser.add_argument(
            "--manifest", type=_hash, metavar="HASH", help="the number that stands on the plan's public page"
        )
        parser.add_argument(
            "--key",
            type=Path,
            metavar="KEY.pem",
            help="the forum's public key, from its record page: signatures must hold against it",
        )
        parser.add_argument("--language", default="en", choices=["en", "sw"])

    def handle(self, *args: Any, **options: Any) -> None:
        with override(options["language"]):
            keys = _keys(options["key"]) if options["key"] else []
            report = verify(_read(options["file"]), keys)
            self._say(report, options["manifest"])
            self._say_key(report, known=bool(keys))
        if not report.ok or options["manifest"] not in (None, report.manifest_sha256):
            sys.exit(1)

    def _say(self, report: Report, wanted: str | None) -> None:
        for finding in report.findings:
            self.stdout.write(f"{_('ok') if finding.ok else _('NO')}  {worded(finding)}")
        if report.manifest_sha256:
            self.stdout.write(_("SHA-256 of the manifest: %(hash)s") % {"hash": report.manifest_sha256})
        if not report.ok:
            self.stdout.write(_("This package does not hold: it is not the plan as it was published."))
        elif wanted is None:
            self.stdout.write(
                _("This package holds. Compare the number above with the one on the plan's public page.")
            )
        elif wanted == report.manifest_sha256:
            self.stdout.write(_("This package holds, and its number is the one that you gave."))
        else:
            self.stdout.write(
                _("This package is whole, but its number is not the one that you gave: it is another plan.")
            )

    def _say_key(self, report: Report, *, known: bool) -> None:
        """What the signatures are worth: somebody else can sign too, with another key."""
        signed = any(finding.code == "signature.holds" for finding in report.findings)
        if report.ok and not signed:
            self.stdout.write(_("Nobody has signed it yet."))
        elif report.ok and not known:
            self.stdout.write(_("Its signatures hold against the key that lies in it. Compare that key with the one on the forum's record page, or give it with --key."))  # fmt: skip
        elif report.ok:
            self.stdout.write(_("Its signatures hold against the key that you gave."))


def _keys(file: Path) -> list[bytes]:
    """A forum whose key was renewed has several, and its record page gives them all."""
    found = keys_in(_read(file))
    if not found:
        raise CommandError(_("%(file)s holds no public key (Ed25519, PEM).") % {"file": file}, returncode=2)
    return found


def _hash(text: str) -> str:
    if not re.fullmatch(r"[0-9a-fA-F]{64}", text):
        raise argparse.ArgumentTypeError(_("64 figures and letters from a to f are wanted"))
    return text.lower()


def _read(file: Path) -> bytes:
    try:
        if file.stat().st_size > LARGEST:
            raise CommandError(
                _("The file %(file)s is far larger than a plan.") % {"file": file}, returncode=1
            )
        return file.read_bytes()
    except OSError:
        sentence = _("The file %(file)s cannot be read: is the name right?")
        raise CommandError(sentence % {"file": file}, returncode=2) from None


def _a_day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def worded(finding: Finding) -> str:
    params = dict(finding.params)
    if role := params.get("role"):
        params["office"] = str(dict(Seat.Role.choices).get(role, role))
    if day := _a_day(params.get("day", "")):
        params["day"] = date_format(day, "DATE_FORMAT")
    if finding.params.get("means") == Signature.Means.PAPER:
        return _("Signed on paper: %(office)s, version %(version)s, on %(day)s; the scan was confirmed by the other co-chair.") % params  # fmt: skip
    sentence = {
        "package.unreadable": _("The package cannot be unpacked: it is damaged, cut off, or no ZIP file."),
        "package.too_large": _("The package would unpack to far more than a plan, and was not unpacked."),
        "package.doubled": _("%(file)s stands in the package twice."),
        "package.outside": _("%(file)s would be unpacked outside the package's folder."),
        "manifest.missing": _("There is no manifest.sha256 in it."),
        "manifest.malformed": _("The manifest is not as it should be written, at: %(line)s"),
        "item.changed": _("%(file)s was changed after it was listed."),
        "item.missing": _("%(file)s is listed, but it is not there."),
        "item.extra": _("%(file)s is there, but it is not listed."),
        "item.strange": _("%(file)s does not hold what its name says."),
        "item.not_canonical": _("%(file)s is not written in canonical form (RFC 8785)."),
        "item.no_salt": _("%(file)s has no salt."),
        "item.lost": _("%(file)s points to %(other)s, which is not there or is something else."),
        "readme.other": _("README.txt gives another number than the manifest has."),
        "plan.not_one": _("There must be exactly one item for the plan itself."),
        "withheld.strange": _("withheld.json does not hold what its name says."),
        "withheld.other": _("withheld.json belongs to another manifest."),
        "withheld.unsigned": _("withheld.json is not signed, so nobody answers for what is left out."),
        "withheld.not_so": _("%(file)s is said to be withheld, but it is there or was never listed."),
        "items.withheld": _(
            "%(n)s items are withheld for a body's safety; their list is signed with the forum's key %(key)s."
        ),
        "items.match": _("All %(n)s items match the manifest."),
        "signature.holds": _("Signed: %(office)s, version %(version)s, on %(day)s."),
        "signature.strange": _("%(file)s is no signature."),
        "signature.other": _("%(file)s is a signature under another plan or another version."),
        "signature.false": _("%(file)s does not hold: the forum's key does not stand behind it."),
        "signature.no_key": _("There are signatures, but no %(file)s to check them with."),
        "signature.missing": _("The signature of %(office)s is missing, though the others speak of it."),
        "signatures.at_odds": _("The signatures do not speak of the same version."),
        "body.changed": _("%(file)s does not match the fingerprint of its body."),
        "bodies.named": _("%(n)s bodies are named and match; %(withheld)s are not named in public."),
    }[finding.code]
    return sentence % params
