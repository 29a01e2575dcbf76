"""Who may open what: every address, both methods, every visitor, in English and in Swahili.

An address without a line in TABLE fails, and so does a line without an address. A draft and another forum's
rows are not merely refused: for whoever may not see them they are not there (404).
"""

from __future__ import annotations

import re
from copy import deepcopy

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, resolve, reverse
from django.utils import translation

from tests.factories import ForumFactory
from tests.house import coming_to, furnished

UNTOLD = {"healthz", "schema", "worker"}  # for machines: in no language
VISITORS = ("anonymous", "outsider", "member", "secretary", "administrator")
OPEN = (200,) * 5
AWAY = (302,) * 5
NOT_SO = (405,) * 5  # not by this method
SIGNED_IN = (302, 200, 200, 200, 200)
SIGNED_IN_NOT_SO = (302, 405, 405, 405, 405)
SEATED = (404, 404, 200, 200, 404)  # whoever sits in the forum
SITTING = (302, 404, 200, 200, 404)  # the same, on the desk
SITTING_UNSAID = (302, 404, 422, 422, 404)
NO_AMENDMENT = (302, 404, 404, 404, 404)  # none is open
KEEPER = (302, 404, 404, 200, 404)  # whoever keeps the forum
SEATED_DESK = (302, 404, 200, 200, 404)  # at its desk: readiness, the points
KEEPER_ACTS = (302, 404, 404, 302, 404)
SEATED_ACTS = (302, 404, 302, 302, 404)
KEEPER_UNSAID = (302, 404, 404, 422, 404)  # what the form needs was not said
SERVER = (302, 403, 403, 403, 200)  # whoever keeps the server
SERVER_UNSAID = (302, 403, 403, 403, 422)

# Each: GET, POST with an empty form. "draft" opens the edition that is not public.
TABLE = {
    "healthz": (OPEN, NOT_SO),
    "schema": (OPEN, NOT_SO),
    "worker": (OPEN, NOT_SO),
    "site:app-manifest": (OPEN, NOT_SO),
    "site:offline": (OPEN, NOT_SO),  # what a phone shows without a line: nobody's page
    "site:held": (SIGNED_IN, SIGNED_IN_NOT_SO),
    "site:data-protection": (OPEN, NOT_SO),
    "site:own-data": (SIGNED_IN, SIGNED_IN_NOT_SO),
    "site:happened": (SIGNED_IN, SIGNED_IN_NOT_SO),
    "site:desk-happened": (SERVER, SIGNED_IN_NOT_SO),
    "site:own-data-file": (SIGNED_IN, SIGNED_IN_NOT_SO),
    "site:account-erase": (AWAY, AWAY),  # to the password, once more
    "accounts:sign-in": ((200, 302, 302, 302, 302), (200, 302, 302, 302, 302)),
    "accounts:sign-out": (NOT_SO, AWAY),
    "accounts:password": (SIGNED_IN, (302, 422, 422, 422, 422)),
    "accounts:forgotten": (OPEN, (422,) * 5),
    "accounts:new-password": ((410,) * 5, (410,) * 5),  # the link is over
    "accounts:account": (SIGNED_IN, (302, 422, 422, 422, 422)),
    "accounts:email": (AWAY, AWAY),  # to the password, once more
    "accounts:email-confirm": ((302, 410, 410, 410, 410),) * 2,
    "accounts:second-factor": ((302, 302, 200, 302, 302), SIGNED_IN_NOT_SO),  # who has one goes on
    "accounts:devices-end": (SIGNED_IN_NOT_SO, AWAY),
    "accounts:device-end": (SIGNED_IN_NOT_SO, (302, 404, 404, 404, 404)),  # of nobody
    "accounts:device-name": (SIGNED_IN_NOT_SO, (302, 404, 404, 404, 404)),
    "account_login": ((200, 302, 302, 302, 302), (200, 302, 302, 302, 302)),
    "account_reauthenticate": (SIGNED_IN, SIGNED_IN),
    "mfa_authenticate": (AWAY, AWAY),  # nobody stands between password and second proof
    "mfa_login_webauthn": (AWAY, AWAY),
    "mfa_reauthenticate": ((302, 200, 302, 200, 200),) * 2,  # the member has no app
    "mfa_reauthenticate_webauthn": (AWAY, AWAY),
    "mfa_index": (AWAY, AWAY),
    "mfa_activate_totp": (AWAY, AWAY),
    "mfa_deactivate_totp": ((302, 302, 404, 302, 302),) * 2,
    "mfa_view_recovery_codes": ((302, 404, 404, 404, 404), SIGNED_IN_NOT_SO),
    "mfa_generate_recovery_codes": (AWAY, AWAY),
    "mfa_list_webauthn": (AWAY, AWAY),
    "mfa_add_webauthn": (AWAY, AWAY),
    "mfa_remove_webauthn": (AWAY, AWAY),
    "site:counties": (OPEN, NOT_SO),
    "site:forum": (OPEN, NOT_SO),
    "site:partners": (OPEN, NOT_SO),
    "site:progress": (OPEN, NOT_SO),
    "site:progress-frozen": (OPEN, NOT_SO),
    "site:progress-section": (OPEN, NOT_SO),
    "site:progress-place": (OPEN, NOT_SO),
    "site:progress-file": (OPEN, NOT_SO),
    "site:money": (OPEN, NOT_SO),
    "site:summaries": (OPEN, NOT_SO),
    "site:summary": (OPEN, NOT_SO),
    "site:summary draft": ((404,) * 5, NOT_SO),
    "site:record": (OPEN, NOT_SO),
    "site:record-feed": (OPEN, NOT_SO),
    "site:record-key": (OPEN, NOT_SO),
    "site:plan-newest": (AWAY, NOT_SO),
    "site:plan": (OPEN, NOT_SO),
    "site:plan draft": (SEATED, NOT_SO),
    "site:section": (OPEN, NOT_SO),
    "site:section draft": (SEATED, NOT_SO),
    "site:action": (OPEN, NOT_SO),
    "site:action draft": (SEATED, NOT_SO),
    "site:item": (AWAY, NOT_SO),
    "site:item draft": ((404, 404, 302, 302, 404), NOT_SO),
    "site:theory": (OPEN, NOT_SO),
    "site:theory draft": (SEATED, NOT_SO),
    "site:compare": (OPEN, NOT_SO),
    "site:compare draft": (SEATED, NOT_SO),
    "site:download": (OPEN, NOT_SO),
    "site:download-with-slash": ((301,) * 5, NOT_SO),
    "site:download draft": (SEATED, NOT_SO),
    "site:notice": (OPEN, NOT_SO),
    "site:notice draft": (SEATED, NOT_SO),
    "site:desk": (SIGNED_IN, SIGNED_IN_NOT_SO),
    "site:desk-forum-new": (SERVER, SERVER_UNSAID),
    "site:desk-strategies": (SERVER, SERVER_UNSAID),
    "site:invitation": ((410,) * 5, (410,) * 5),  # the link is over
    "site:seat-link": ((410,) * 5, (410,) * 5),
    "site:desk-seats": (KEEPER, SIGNED_IN_NOT_SO),
    "site:desk-seat-new": (KEEPER_ACTS, KEEPER_UNSAID),  # to the password, once more
    "site:desk-seat": (KEEPER, SIGNED_IN_NOT_SO),
    "site:desk-seat-invite": (SIGNED_IN_NOT_SO, KEEPER_UNSAID),
    "site:desk-seat-withdraw": (SIGNED_IN_NOT_SO, KEEPER_ACTS),
    "site:desk-seat-link": (SIGNED_IN_NOT_SO, KEEPER_UNSAID),  # nobody has just shown who they are
    "site:desk-seat-link-revoke": (SIGNED_IN_NOT_SO, KEEPER_ACTS),
    "site:desk-seat-pin-reset": (SIGNED_IN_NOT_SO, KEEPER_ACTS),
    "site:desk-seat-hand-over": (KEEPER_ACTS, KEEPER_UNSAID),  # to the password, once more
    "site:desk-seat-end": (SIGNED_IN_NOT_SO, KEEPER_UNSAID),
    "site:desk-members": (KEEPER, KEEPER_UNSAID),
    "site:desk-member-leave": (SIGNED_IN_NOT_SO, KEEPER_UNSAID),
    "site:desk-powers": ((302, 404, 200, 200, 404), SIGNED_IN_NOT_SO),  # whoever sits in the forum
    "site:desk-template": (KEEPER, SIGNED_IN_NOT_SO),
    "site:desk-bodies": (KEEPER, KEEPER_UNSAID),
    "site:desk-body-new": (KEEPER, KEEPER_UNSAID),
    "site:desk-body": (KEEPER, KEEPER_UNSAID),
    "site:desk-body-safety": ((302, 404, 403, 200, 404), SIGNED_IN_NOT_SO),
    "site:desk-body-withdraw": (SIGNED_IN_NOT_SO, (302, 404, 403, 302, 404)),
    "site:desk-body-name-again": (SIGNED_IN_NOT_SO, (302, 404, 403, 422, 404)),  # it is not withdrawn
    "site:desk-edit-item": (SITTING, SIGNED_IN_NOT_SO),
    "site:desk-edit-part": (SITTING, SITTING_UNSAID),
    "site:desk-edit-add": (SITTING, SITTING_UNSAID),
    "site:desk-edit-drop": (SITTING, (302, 404, 422, 302, 404)),
    "site:desk-edit-shift": (SIGNED_IN_NOT_SO, (302, 404, 422, 302, 404)),
    "site:desk-edit-move": (SITTING, SITTING_UNSAID),
    "site:desk-file-add": (SITTING, SITTING_UNSAID),
    "site:desk-file-remove": (SIGNED_IN_NOT_SO, (302, 404, 422, 302, 404)),
    "site:file": ((404, 404, 200, 200, 404), NOT_SO),  # laid there for those who sit in the forum
    "site:desk-plan-remove": (SITTING, SITTING_UNSAID),  # something stands in it
    "site:desk-plan-new": (KEEPER, KEEPER_UNSAID),
    "site:desk-plan": (KEEPER, SIGNED_IN_NOT_SO),
    "site:desk-plan draft": (KEEPER, SIGNED_IN_NOT_SO),
    "site:desk-readiness": (SEATED_DESK, SIGNED_IN_NOT_SO),
    "site:desk-readiness draft": (SEATED_DESK, SIGNED_IN_NOT_SO),
    "site:desk-point-confirm": (
        SIGNED_IN_NOT_SO,
        (302, 404, 422, 422, 404),
    ),  # a member may not, nothing was said
    "site:desk-point-take-back": (SIGNED_IN_NOT_SO, (302, 404, 422, 422, 404)),  # it was not confirmed
    "site:desk-plan-carry": (KEEPER, KEEPER_UNSAID),  # nothing was ticked
    "site:desk-plan-carry draft": (KEEPER, KEEPER_UNSAID),
    # "agreed" opens the edition whose first version waits for signatures; who signs proves first who they are
    "site:versions": (OPEN, NOT_SO),
    "site:versions agreed": (OPEN, NOT_SO),
    "site:version agreed": (SEATED, NOT_SO),  # until all have signed
    "site:version-package agreed": (SEATED, NOT_SO),
    "site:desk-life agreed": (SITTING, SIGNED_IN_NOT_SO),
    "site:desk-plan-move agreed": (SIGNED_IN_NOT_SO, (302, 404, 422, 302, 404)),
    "site:desk-sign agreed": (AWAY, AWAY),
    "site:desk-paper agreed": (SITTING, SITTING_UNSAID),
    "site:desk-paper-confirm agreed": (AWAY, AWAY),
    "site:desk-paper-scan agreed": ((302, 404, 403, 200, 404), SIGNED_IN_NOT_SO),
    "site:desk-paper-refuse agreed": (SIGNED_IN_NOT_SO, (302, 404, 422, 302, 404)),
    "site:desk-amendment agreed": (SITTING, SITTING_UNSAID),
    "site:desk-amendment-propose agreed": (SIGNED_IN_NOT_SO, NO_AMENDMENT),
    "site:desk-amendment-recall agreed": (SIGNED_IN_NOT_SO, NO_AMENDMENT),
    "site:desk-amendment-withdraw agreed": (SIGNED_IN_NOT_SO, NO_AMENDMENT),
    "site:desk-plan-publish draft": (SIGNED_IN_NOT_SO, KEEPER_ACTS),
    "site:desk-plan-withhold": (SIGNED_IN_NOT_SO, KEEPER_ACTS),
    "site:desk-matrix-newest": ((302, 404, 302, 302, 404), SIGNED_IN_NOT_SO),
    "site:desk-matrix": (SITTING, SIGNED_IN_NOT_SO),
    "site:desk-matrix-download": (SITTING, SIGNED_IN_NOT_SO),
    "site:desk-matrix-file": (SITTING, SITTING_UNSAID),
    "site:desk-matrix-bring": (SIGNED_IN_NOT_SO, SEATED_ACTS),
    "site:desk-matrix-state": (SITTING, SITTING_UNSAID),
    "site:desk-matrix-row": ((302, 404, 302, 302, 404), SIGNED_IN_NOT_SO),
    "site:desk-reminders": (KEEPER, SIGNED_IN_NOT_SO),
    "site:desk-offers": (KEEPER, SIGNED_IN_NOT_SO),  # and who leads an action
    "site:offer-letters": (KEEPER, SIGNED_IN_NOT_SO),
    "site:offer": (KEEPER, SIGNED_IN_NOT_SO),  # and the body that is asked
    "site:offer-accept": (SIGNED_IN_NOT_SO, KEEPER_UNSAID),  # how it came was not said
    "site:offer-decline": (SIGNED_IN_NOT_SO, KEEPER_UNSAID),
    "site:offer-counter": (SIGNED_IN_NOT_SO, KEEPER_UNSAID),
    "site:offer-take": (SIGNED_IN_NOT_SO, KEEPER_UNSAID),  # no other offer waits
    "site:offer-keep": (SIGNED_IN_NOT_SO, KEEPER_UNSAID),
    "site:body-desk": (KEEPER, KEEPER_UNSAID),
    "site:body-wish": (SIGNED_IN_NOT_SO, KEEPER_ACTS),
    "site:body-thanks": (KEEPER, SIGNED_IN_NOT_SO),
    "site:body-accept": (SIGNED_IN_NOT_SO, KEEPER_ACTS),
    "site:action-desk": ((302, 404, 200, 200, 404), (302, 404, 422, 422, 404)),
    "site:ask-close": (SIGNED_IN_NOT_SO, SEATED_ACTS),  # who may not is told so where it leads back to
    "site:ask-pledge": (SIGNED_IN_NOT_SO, KEEPER_ACTS),
    "site:desk-reports": (SITTING, SIGNED_IN_NOT_SO),
    "site:desk-reports-verify": (SIGNED_IN_NOT_SO, SEATED_ACTS),  # of those ticked, what one may check
    "site:reports-bring": (KEEPER, KEEPER_UNSAID),
    "site:reports-form": (KEEPER, SIGNED_IN_NOT_SO),
    "site:report-pick": (SITTING, SIGNED_IN_NOT_SO),
    "site:report-new": (KEEPER, KEEPER_UNSAID),  # and the body that has a part in it
    "site:report": (KEEPER, SIGNED_IN_NOT_SO),  # before it is verified: its body, and who checks
    "site:report-correct": (NO_AMENDMENT, NO_AMENDMENT),  # its body alone
    "site:report-verify": (SIGNED_IN_NOT_SO, KEEPER_ACTS),
    "site:report-return": (SIGNED_IN_NOT_SO, KEEPER_UNSAID),
    "site:report-release": (SIGNED_IN_NOT_SO, KEEPER_UNSAID),  # nothing in it is held
    "site:report-confirm": (SIGNED_IN_NOT_SO, KEEPER_UNSAID),  # it came from the body itself
    "site:report-thank": (SIGNED_IN_NOT_SO, KEEPER_ACTS),
    "site:report-ask": (SIGNED_IN_NOT_SO, KEEPER_UNSAID),
    "site:report-answer": (SIGNED_IN_NOT_SO, KEEPER_UNSAID),  # nothing is asked
    "site:report-withdraw": (SIGNED_IN_NOT_SO, KEEPER_UNSAID),  # its body alone
    "site:report-file-add": (NO_AMENDMENT, NO_AMENDMENT),  # its body alone
    "site:report-file-remove": (SIGNED_IN_NOT_SO, KEEPER_ACTS),
    "site:evidence": ((404, 404, 404, 200, 404), NOT_SO),  # what is meant for whoever checks the report
    "site:desk-values": (SITTING, SIGNED_IN_NOT_SO),
    "site:desk-values-approve": (SIGNED_IN_NOT_SO, SEATED_ACTS),  # of those ticked, what one may check
    "site:desk-score-freeze": (SIGNED_IN_NOT_SO, SEATED_ACTS),  # who may not is told so on the way back
    "site:desk-values-lock": (SIGNED_IN_NOT_SO, SEATED_ACTS),
    "site:desk-values-unlock": (SIGNED_IN_NOT_SO, SEATED_ACTS),
    "site:values-tell": (KEEPER, KEEPER_ACTS),  # and the body itself; nothing typed changes nothing
    "site:desk-money": (SITTING, SIGNED_IN_NOT_SO),
    "site:desk-money-check": (SIGNED_IN_NOT_SO, SEATED_ACTS),  # of those ticked, what one may check
    "site:money-tell": (KEEPER, KEEPER_UNSAID),  # and the body that has a part in it
    "site:money-correct": (KEEPER, KEEPER_UNSAID),
    "site:money-strike": (SIGNED_IN_NOT_SO, KEEPER_ACTS),
    "site:care": (SITTING, SIGNED_IN_NOT_SO),
    "site:care-note": (SITTING, SITTING_UNSAID),
    "site:care-review": ((302, 404, 302, 200, 404), (302, 404, 302, 422, 404)),  # never who measures it
    "site:care-effect": (KEEPER, KEEPER_UNSAID),  # and the bodies that look after rights
    "site:care-publish": (SIGNED_IN_NOT_SO, KEEPER_UNSAID),  # nothing is decided on it
    "site:care-withhold": (SIGNED_IN_NOT_SO, KEEPER_ACTS),
    "site:desk-theory": (KEEPER, KEEPER_UNSAID),  # and who leads a section
    "site:desk-factor": (KEEPER, KEEPER_UNSAID),
    **dict.fromkeys(["site:link-draw", "site:link-judge"], (SIGNED_IN_NOT_SO, KEEPER_UNSAID)),
    **dict.fromkeys(["site:link-drop", "site:factor-drop"], (SIGNED_IN_NOT_SO, KEEPER_ACTS)),
    "site:desk-summaries": (SITTING, SIGNED_IN_NOT_SO),
    "site:desk-summary": (SITTING, SIGNED_IN_NOT_SO),
    "site:desk-shared": (SITTING, SIGNED_IN_NOT_SO),
    "site:desk-audit": (KEEPER, KEEPER_UNSAID),  # and the auditor
    "site:give-close": (SIGNED_IN_NOT_SO, SEATED_ACTS),
    "site:pledge-take": (SIGNED_IN_NOT_SO, SEATED_ACTS),
    "site:pledge-leave": (SIGNED_IN_NOT_SO, SEATED_ACTS),
    "site:pledge-take-back": (SIGNED_IN_NOT_SO, SEATED_ACTS),
    "site:intake-new": (KEEPER, KEEPER_UNSAID),
    "site:intake": (KEEPER, SIGNED_IN_NOT_SO),
    "site:intake-row": (KEEPER, KEEPER_UNSAID),
    "site:intake-settle": (SIGNED_IN_NOT_SO, KEEPER_ACTS),
    "site:intake-affirm": (SIGNED_IN_NOT_SO, (302, 404, 404, 404, 404)),  # what is right was not said
    "site:intake-body": (SIGNED_IN_NOT_SO, (302, 404, 404, 404, 404)),  # which body was not said
    "site:intake-terms": (SIGNED_IN_NOT_SO, KEEPER_ACTS),
    "site:intake-confirm": (SIGNED_IN_NOT_SO, KEEPER_ACTS),
    "site:intake-undo": (SIGNED_IN_NOT_SO, KEEPER_UNSAID),  # not brought in yet
    "site:intake-discard": (SIGNED_IN_NOT_SO, KEEPER_ACTS),
}


LINKED = ("site:desk-factor", "site:factor-drop", "site:link-draw", "site:link-judge", "site:link-drop")
OF_ITS_OWN = {  # whose address names neither an action nor a body
    "site:care-review": "definition",
    **dict.fromkeys(["site:money-correct", "site:money-strike"], "money"),
    **dict.fromkeys(["site:care-effect", "site:care-publish", "site:care-withhold"], "effect"),
    **dict.fromkeys(LINKED, "factor"),
}


def address(line: str, house: dict, language: str) -> str:
    name, _space, which = line.partition(" ")
    edition = {"draft": "2023-24", "agreed": "2021-22"}.get(which, "2022-23")
    pid = house["body"] if "body" in name or "desk-member" in name else house["items"].get(edition)
    code = "1" if name in ("site:section", "site:desk-shared") else house["code"]
    said = {**house, "edition": edition, "pid": pid, "code": code}
    said["code"] = {"site:progress-section": "1", "site:progress-place": "KE001005"}.get(name, said["code"])
    said["pk"] = house["paper"] if "paper" in name else house["pk"]
    said["pk"] = house.get(name.removeprefix("site:").partition("-")[0], said["pk"])
    if name.endswith(":file") or "desk-file" in name:
        said["pk"] = house["file"]
    if "desk-seat" in name:
        said["pk"] = house["seat"]
    if name.startswith("site:report") and "new" not in name:
        said["pid"] = house["report"]
    said["pid"] = house.get(OF_ITS_OWN.get(name, ""), said["pid"])
    if "summary" in name or name in ("site:desk-shared", "site:body-thanks"):
        said |= {"span": "2022-07", "kind": "brief.pdf" if "desk" in name else "nctc.csv"}
    if name == "site:report-file-remove":
        said["pk"] = house["evidence"]
    with translation.override(language):
        return reverse(name, kwargs={key: said[key] for key in ROUTES[name]})


def _routes(resolver: URLResolver, namespace: str = "", taken: frozenset[str] = frozenset()) -> dict:
    """Name -> what its address is opened with."""
    found = {}
    for entry in resolver.url_patterns:
        words = taken | set(entry.pattern.converters)
        if isinstance(entry, URLResolver):
            found |= _routes(entry, f"{entry.namespace}:" if entry.namespace else namespace, words)
        else:
            assert isinstance(entry, URLPattern)
            assert entry.name, f"{entry.pattern} has no name, so no line can speak of it"
            found[namespace + entry.name] = words
    return found


ROUTES = _routes(get_resolver())


def test_every_address_has_its_line_and_every_line_its_address():
    assert {line.partition(" ")[0] for line in TABLE} == set(ROUTES)


def test_a_new_address_without_a_line_is_found():
    new = URLPattern(get_resolver().url_patterns[0].pattern, lambda _request: None, name="new")
    resolver = type("Resolver", (), {"url_patterns": [new]})()
    assert set(_routes(resolver)) - {line.partition(" ")[0] for line in TABLE} == {"new"}


@pytest.fixture(scope="module")
def mombasa(standing):
    return ForumFactory(slug="mombasa", name={"en": "Mombasa forum", "sw": "Jukwaa la Mombasa"})


@pytest.fixture(scope="module")
def kwale(standing):
    return ForumFactory(slug="kwale", area_id="KE002")


@pytest.fixture(scope="module")
def house(mombasa):
    return furnished(mombasa)


@pytest.fixture(scope="module")
def browsers(mombasa, kwale):
    """Each visitor's, signed in as they are."""
    browsers = {who: Client() for who in VISITORS}
    for who, user in coming_to(mombasa, kwale).items():
        if user:
            browsers[who].force_login(user)
    return browsers


@pytest.mark.parametrize("line", TABLE)
def test_who_may_open_it(db, line, house, browsers):
    url = address(line, house, "en")
    for method, said in zip(("get", "post"), TABLE[line], strict=True):
        assert tuple(status_of(url, method, browsers[who]) for who in VISITORS) == said, (
            f"{method} as {VISITORS}"
        )


@pytest.mark.parametrize("line", [line for line in TABLE if line not in UNTOLD])
def test_one_view_stands_behind_its_swahili_twin(db, line, house):
    with translation.override("sw"):
        behind = resolve(address(line, house, "sw")).func
    assert behind == resolve(address(line, house, "en")).func


@pytest.mark.drill
@pytest.mark.parametrize("line", [line for line in TABLE if line not in UNTOLD])
def test_its_swahili_twin_is_opened_by_the_same(db, line, house, browsers):
    url = address(line, house, "sw")
    for method, said in zip(("get", "post"), TABLE[line], strict=True):
        assert tuple(status_of(url, method, browsers[who]) for who in VISITORS) == said, method


def status_of(url: str, method: str, browser: Client) -> int:
    """Asked once; whatever it changes is taken back, in the browser too."""
    had = deepcopy(browser.cookies)
    with transaction.atomic():
        answer = browser.get(url) if method == "get" else browser.post(url, {"nothing": "said"})
        transaction.set_rollback(True)
    if settings.SESSION_COOKIE_NAME not in had:
        given = set(browser.cookies)
        assert given <= {settings.CSRF_COOKIE_NAME} if "sign-in" in url else not given
    browser.cookies = had
    if answer.streaming:  # read to its end, as a browser does; then the file behind it is closed
        b"".join(answer.streaming_content)
    return answer.status_code


def test_swahili_has_an_address_of_its_own_for_every_page(db, house):
    for line in TABLE:
        english, swahili = (address(line, house, language) for language in ("en", "sw"))
        assert swahili == (english if line in UNTOLD else f"/sw{english}"), line


def test_nobody_sees_or_writes_another_forums_rows():
    """The secretary of Kwale, at every address of Mombasa's desk: not there."""
    for line, (get, post) in TABLE.items():
        if re.match(
            r"site:(intake|report|values|money-|desk-(template|bod|plan|seat|member|report|value|money|audit|summar))",
            line,
        ):
            assert {get[1], post[1]} <= {404, 405}, line
