"""The verifiable package: a ZIP that anybody can check with `sha256sum -c`, and nobody can alter unseen."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Collection, Mapping
from types import MappingProxyType

from jukwaa.plans.rules.document import PlanDoc
from jukwaa.plans.rules.masking import NOTHING, Mask
from jukwaa.plans.rules.promise import Salts, names, seal
from jukwaa.plans.rules.withheld import WITHHELD, kept_back_of, note_of

MOMENT = (1980, 1, 1, 0, 0, 0)  # the same plan always gives the same bytes
MODE = 0o644 << 16  # unpacked, everybody may read it

README = """\
This is a plan as it was promised, one small file for each promise. (Kiswahili: hapa chini.)

To check that nobody changed it, in this folder:
    sha256sum -c manifest.sha256            (on a Mac: shasum -a 256 -c manifest.sha256)
Every line must say OK. Then
    sha256sum manifest.sha256
must give the number that stands on the plan's public page and on the last page of its PDF:
    {hash}

Or with Jukwaa, which also looks whether anything was added: jukwaa verify-plan FILE.zip

items/     what is promised: plan, sections, paragraphs, actions, indicators, and a fingerprint of each body
bodies/    the names of the bodies that are named in public; a body that is not named keeps its fingerprint

---

Huu ni mpango kama ulivyoahidiwa, faili moja ndogo kwa kila ahadi.

Ili kuthibitisha kwamba hakuna aliyeubadilisha, ndani ya folda hii:
    sha256sum -c manifest.sha256            (kwenye Mac: shasum -a 256 -c manifest.sha256)
Kila mstari lazima useme OK. Kisha
    sha256sum manifest.sha256
lazima itoe nambari iliyo kwenye ukurasa wa umma wa mpango na ukurasa wa mwisho wa PDF yake:
    {hash}

Au kwa Jukwaa, ambayo pia huangalia kama kuna kitu kilichoongezwa: jukwaa verify-plan FAILI.zip --language sw

items/     yaliyoahidiwa: mpango, sehemu, aya, shughuli, viashiria, na alama ya kipekee ya kila taasisi
bodies/    majina ya taasisi zinazotajwa hadharani; taasisi isiyotajwa hubaki na alama yake ya kipekee
"""
WITHHELD_README = """
---

For a body's safety some items are left out here: withheld.json lists them, signed by the forum. The others still check:
    sha256sum -c --ignore-missing manifest.sha256

Kwa usalama wa taasisi, baadhi ya vipengele vimeachwa: withheld.json inaviorodhesha, imetiwa saini na jukwaa. Vingine bado
vinathibitika:
    sha256sum -c --ignore-missing manifest.sha256
"""
SIGNED_README = """
---

Both offices that sign this plan signed that number. In signatures/ lies what each stated, and the forum's signature over it
(Ed25519); forum-key.pem is the forum's public key. Compare it with the one on the forum's record page. To check both:
    jukwaa verify-plan FILE.zip --key forum-key.pem

Ofisi zote zinazotia saini mpango huu zimetia saini nambari hiyo. Ndani ya signatures/ kuna tamko la kila ofisi na saini ya
jukwaa juu yake (Ed25519); forum-key.pem ni ufunguo wa umma wa jukwaa. Ulinganishe na ule ulio kwenye ukurasa wa kumbukumbu za
jukwaa. Ili kuthibitisha zote:
    jukwaa verify-plan FAILI.zip --key forum-key.pem --language sw
"""
SAMPLE = "Sample content, not the official plan. / Maudhui ya mfano, si mpango rasmi.\n\n"


def write_package(
    doc: PlanDoc,
    salts: Salts,
    listed: Collection[str],
    mask: Mask = NOTHING,
    countersign: Callable[[bytes], tuple[str, str]] | None = None,
    signed: Mapping[str, bytes] = MappingProxyType({}),
) -> bytes:
    """`doc` with every body's name; the files of bodies that are not `listed` are left out, and so is every item whose
    text says what the `mask` hides. A note lists those, `countersign`ed: (public key, signature). `signed`: the
    files of its signatures, and the key that they hold against; none of them is in the manifest."""
    sealed = seal(doc, salts)
    kept_back = kept_back_of(doc, mask)
    named = {pid for pid, name in names(doc).items() if pid in listed and not mask.finds(name)}
    readme = (SAMPLE if doc.sample else "") + README.format(hash=sealed.manifest_sha256)
    readme += (SIGNED_README if signed else "") + (WITHHELD_README if kept_back else "")
    files = {"README.txt": readme.encode(), **signed}
    files |= {"manifest.sha256": sealed.manifest}
    files |= {f"items/{pid}.json": data for pid, data in sealed.items.items() if pid not in kept_back}
    files |= {f"bodies/{pid}.json": data for pid, data in sealed.bodies.items() if pid in named}
    if kept_back:
        files[WITHHELD] = note_of(sealed.manifest_sha256, kept_back, countersign)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in sorted(files.items()):
            part = zipfile.ZipInfo(name, MOMENT)
            part.create_system, part.external_attr = 3, MODE  # as on Unix, wherever it is made
            package.writestr(part, data, zipfile.ZIP_DEFLATED, 9)
    return out.getvalue()
