"""What this server keeps: every field of every table has its line here, and a test fails where one is missing.

The page /data-protection/ and an account's own copy of its data are made of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.apps import apps
from django.db.models import Model
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Kept:
    """One kind of data: what, why, how long, who reads it, and where in the database it stands."""

    name: str | Promise
    what: str | Promise
    why: str | Promise
    until: str | Promise
    readers: str | Promise
    tables: Mapping[str, str]  # model -> its fields

    def columns(self) -> Iterator[tuple[str, str]]:
        for label, fields in self.tables.items():
            yield table_of(apps.get_model(label)), ", ".join(fields.split())


WITH_THE_FORUM = _("As long as the forum is here.")
IN_PUBLIC = _("Everyone, once it is published; before that, those who sit in the forum.")
THE_FORUM = _("Those who sit in the forum.")
MACHINE = _("Nobody but the software and whoever runs this server.")

PEOPLE = (
    Kept(
        _("People who sign in"),
        _(
            "E-mail address, the name that they typed in, a hash of the password from which it cannot be found, and when they last signed in. No address is kept of somebody who comes by a seat link."
        ),
        _("So that a seat is used by whoever holds it."),
        _(
            "Until the person erases the account. A new address that was asked for and not confirmed: one day."
        ),
        _("The person; the name also those who sit in the same forum."),
        {
            "accounts.User": "id password last_login email name is_active is_administrator is_sample via_link",
            "accounts.AddressChange": "id user email asked",
            "account.EmailAddress": "id user email verified primary",
            "account.EmailConfirmation": "id email_address created sent key",
        },
    ),
    Kept(
        _("Second proofs"),
        _(
            "What checks a code from an app or a passkey, and the spare codes. No fingerprint and no face: those stay on the phone."
        ),
        _("So that a stolen password alone opens nothing."),
        _("Until the person takes it away, or erases the account."),
        MACHINE,
        {"mfa.Authenticator": "id user type data created_at last_used_at"},
    ),
    Kept(
        _("Where one is signed in"),
        _(
            "The day on which a phone or computer signed in and was last used, and the name that its owner gave it. No network address and no kind of browser."
        ),
        _("So that one stays signed in, and can end what one does not know."),
        _("Until one signs out; at most two weeks after the last use."),
        _("The person alone."),
        {
            "accounts.Device": "id user session_key name since last",
            "sessions.Session": "session_key session_data expire_date",
        },
    ),
    Kept(
        _("What happened at an account's door"),
        _(
            "That somebody signed in, or typed a wrong password, PIN or code; that a second proof was set up or taken away, another device signed out, the own data taken along; and when. No network address, and nothing of addresses that have no account here."
        ),
        _("So that one sees whether somebody else was there."),
        _("Ninety days, or until the person erases the account."),
        _("The person, and whoever keeps the server."),
        {"accounts.Happening": "id user what at"},
    ),
    Kept(
        _("Seats, and who holds them"),
        _("Role, body, from when to when, and the holder: an account or a typed-in name."),
        _("Work belongs to a seat; who sits there now must be known to those who work together."),
        _("The seat as long as the forum is here. An erased account leaves it empty."),
        _("Those who sit in the forum. In public only the offices of the co-chairs."),
        {"forums.Seat": "id forum role organisation holder holder_name starts ends over"},
    ),
    Kept(
        _("Invitations and seat links"),
        _("The address to which a letter goes; of a link only a fingerprint and a hash of the PIN."),
        _("So that the right person comes to the seat."),
        _(
            "The address until the letter is used, withdrawn, or fourteen days old. The link until it is revoked."
        ),
        _("The secretary of the forum."),
        {
            "forums.Invitation": "id seat email language round sent used withdrawn",
            "forums.SeatLink": "id seat key pin wrong made used revoked",
        },
    ),
    Kept(
        _("Whose hand it was"),
        _("Beside an entry of the record: which account did it, and at what exact time."),
        _("So that a mistake can be traced and mended."),
        _("Until the account is erased. The entry stays, with the seat and the day."),
        MACHINE,
        {"core.Hand": "entry user at"},
    ),
    Kept(
        _("Letters on their way"),
        _("Which letter is to be sent, and whether it was. Its text is made when it goes out."),
        _("So that no letter is lost when the post is slow."),
        _("Seven days after it was sent."),
        MACHINE,
        {
            "django_tasks_database.DBTaskResult": "id status enqueued_at started_at finished_at args_kwargs priority "
            "task_path worker_ids queue_name backend_name run_after return_value exception_class_path traceback"
        },
    ),
    Kept(
        _("Signatures on paper"),
        _("The scan of a page signed in ink, its hash, which seat brought it and who confirmed it."),
        _("Paper is an equal way to sign; the other co-chair confirms it."),
        _("As long as the signed version is here."),
        _("The co-chairs and the secretary of the forum."),
        {"plans.PaperSignature": "id version role seat day scan digest state entered_by answered_by"},
    ),
)

BODIES = (
    Kept(
        _("Bodies that take part"),
        _(
            "Name, kind, where and on what it works, how much it can lead, since when it belongs to the forum, and whether it agreed to be named in public."
        ),
        _("Every promise names who keeps it."),
        WITH_THE_FORUM,
        _(
            "Public offices: everyone. Other bodies: those who sit in the forum, and everyone only by the body's own yes. A body that withdrew for its safety: nobody outside."
        ),
        {
            "forums.Organisation": "id forum pid name short_name kind state focus capacity listed rights thanked withdrawn areas",
            "forums.Organisation_areas": "id organisation area",
            "forums.Membership": "id organisation starts ends endorsed_by",
        },
    ),
    Kept(
        _("Offers, asks and gives"),
        _(
            "What a body was asked for, its answers and other offers with their reasons, what an action needs, what a body can give."
        ),
        _("A promise counts only when the body that is to keep it has agreed."),
        WITH_THE_FORUM,
        _(
            "Those who sit in the forum. The reason of a body that is no public office: the lead and the secretary only."
        ),
        {
            "plans.Reply": "id plan action organisation kind step day seat came terms wanted reason",
            "plans.Ask": "id action need text starts ends closed seat day",
            "plans.Give": "id forum organisation need text starts ends closed seat day areas",
            "plans.Give_areas": "id give area",
            "plans.Pledge": "id ask organisation give state seat day",
        },
    ),
    Kept(
        _("Reports of what was done"),
        _(
            "Which body did what for which action, when and where, how many people by sex, age and disability, what it cost, what was hard and what was learned; each step until it was verified. Numbers, never names: what looks as if it named a person is held back until somebody has looked."
        ),
        _("So that everybody sees what became of the plan, and the body that did the work is seen."),
        WITH_THE_FORUM,
        _(
            "Before it is verified, the body and who checks; then everyone, or the forum where the body wishes so. Reasons: the body and who checks. Small numbers of people: the body and who checks."
        ),
        {
            "delivery.Report": "id forum pid client_id plan action section organisation seat came confirmed filed state held starts ends areas text entered spent in_kind challenge lesson visibility wards",
            "delivery.Report_areas": "id report area",
            "delivery.Reach": "id report sex age disability count",
            "delivery.Step": "id report kind day seat organisation reason said",
        },
    ),
    Kept(
        _("Photographs and documents beside a report"),
        _(
            "A photograph drawn anew, without the place, time and camera that were noted in it; a document; what it shows, and which seat laid it there. Of a list of people only how many stand on it and which office holds the paper: the list itself is refused."
        ),
        _("So that whoever checks a report can see that it is so."),
        _(
            "A photograph: until the report is checked, unless its author marked it for readers. The rest as long as the report is here, or until it is taken back."
        ),
        _("The body and who checks; what is marked for readers, whoever may read the report."),
        {
            "delivery.FormMapping": "id forum signature columns language day",
            "delivery.Evidence": "id report what name file small kind size digest people visibility seat day",
        },
    ),
    Kept(
        _("Money of actions"),
        _(
            "Amounts that bodies told: committed, received, spent, of which action, quarter and source. No person's money."
        ),
        _("So that everybody sees what the plan needs and what it was given, and a partner its own grant."),
        WITH_THE_FORUM,
        _("Those who sit in the forum; what was checked, everyone."),
        {
            "delivery.Money": "id forum pid plan action organisation seat quarter kind form source funder other key state amount entered checked replaces struck",
        },
    ),
    Kept(
        _("Reminders"),
        _(
            "Which seat was written to, on which day, because an action that its body leads is late or silent."
        ),
        _("So that nobody is written to twice, and the next is asked when the first does not answer."),
        WITH_THE_FORUM,
        _("Whoever keeps the forum."),
        {"delivery.Reminder": "id plan action kind since step seat day"},
    ),
    Kept(
        _("Values of indicators"),
        _(
            "What an indicator came to, by quarter, place and group of people, as told by a body and checked by another; how it was counted; each step until it was checked; which quarters are locked. Numbers, never names."
        ),
        _("So that everybody sees how far the plan has come, from what, and what is missing."),
        WITH_THE_FORUM,
        _(
            "Once they are checked, everyone, as sums in which small numbers of people are hidden; before that, the forum."
        ),
        {
            "results.Period": "id plan starts ends locked",
            "results.Value": "id period indicator area cell organisation seat state value numerator denominator people n margin method entered approved",
            "results.Turn": "id value kind day seat said",
        },
    ),
    Kept(
        _("Whether measuring does harm"),
        _(
            "Of each indicator, what was asked and answered before its numbers became public; what went wrong because of the plan, or could, and what was decided. Never who was concerned."
        ),
        _(
            "So that nobody is hurt by what is measured or done, and the plan is changed where somebody could be."
        ),
        WITH_THE_FORUM,
        _(
            "The bodies that look after rights, the secretary and the co-chairs; whoever brought it; in public what was decided, where they publish it, and how many there are."
        ),
        {
            "results.Review": "id definition answers outcome care organisation seat day stands",
            "results.AdverseEffect": "id forum pid plan about kind what state decision organisation seat day decided published",
        },
    ),
    Kept(
        _("Publications of progress"),
        _(
            "The score and the tables of a plan as everybody read them on a day, and beside them the sums with small numbers, against which the next publication is held."
        ),
        _("So that what was said once can be cited, and nobody finds few people by subtracting."),
        WITH_THE_FORUM,
        _("Everyone; the sums with small numbers: nobody."),
        {"results.Publication": "id plan number day document digest counted seat"},
    ),
)

PLANS = (
    Kept(
        _("The plan"),
        _(
            "Sections, actions, indicators, texts in every language, who leads and helps, where and when, money, what it aligns to, and the files attached to it."
        ),
        _("It is what this platform is for."),
        WITH_THE_FORUM,
        IN_PUBLIC,
        {
            "forums.Forum": "id slug area name languages currency fy_month signers levels sample changed",
            "plans.Plan": "id forum edition title starts ends status follows_edition follows languages currency "
            "fy_month levels sample as_at version manifest changed changed_at",
            "plans.Section": "id plan parent pid code position title outcome",
            "plans.Paragraph": "id plan section pid position heading text",
            "plans.Leadership": "id section organisation kind position",
            "plans.Action": "id plan section pid code position title text audience remarks tags starts ends funding "
            "estimate status reason carried_edition carried_pid carried_from areas",
            "plans.Action_areas": "id action area",
            "plans.Role": "id action organisation kind share reply position",
            "plans.IndicatorDefinition": "id forum pid version text unit measure direction over_places over_time",
            "plans.Indicator": "id plan action section pid position definition baseline target baseline_value "
            "target_value verification",
            "results.Factor": "id plan pid position text",
            "results.CausalLink": "id factor action section assumption standing",
            "plans.Alignment": "id plan theme section action position",
            "plans.Attachment": "id plan section action name file kind size digest visibility seat day",
            "plans.ParticipationPoint": "id plan point how seat day",
        },
    ),
    Kept(
        _("Signed versions"),
        _(
            "Each version as it was signed, what was signed and from which seat, amendments with their reasons, and the random numbers with which it is checked. No person's name."
        ),
        _("A signed promise must be checkable, also in years."),
        WITH_THE_FORUM,
        IN_PUBLIC,
        {
            "plans.Version": "id plan number kind state day manifest document reason signers sample",
            "plans.Signature": "id version role seat body day means statement countersignature sample",
            "plans.Amendment": "id plan number reason state base version document began ended changed opened_by opened_on",
            "plans.Manifest": "id plan text",
            "plans.Salt": "id forum pid digest salt",
        },
    ),
    Kept(
        _("Files brought in"),
        _("What was understood of a file, who brought it in, and what undoing it needs."),
        _("So that it can be looked at, corrected and undone."),
        _("What undoing needs: one day. The rest, where it was not brought in: ninety days."),
        _("The secretary of the forum."),
        {"plans.Intake": "id forum plan edition name by at state document problems settings before changed"},
    ),
    Kept(
        _("The record"),
        _("Every act: what was done to what, from which seat, on which day. No names and no texts."),
        _("So that nobody changes anything unseen."),
        _("For good: it is a chain, from which nothing can be taken."),
        _("The public part: everyone. The rest: those who check the record."),
        {
            "core.Entry": "id forum number public verb target seat organisation day facts salt previous hash",
            "core.Chain": "id name number public hash entry day",
            "core.PublicKey": "id chain since public",
            "core.Checkpoint": "id chain number day hash signature",
        },
    ),
    Kept(
        _("Places, strategies, and the software's own tables"),
        _(
            "Counties, sub-counties and wards; the strategies that plans align to; lists that the software needs."
        ),
        _("So that a place is never confused with another of the same name."),
        _("For good."),
        _("Everyone."),
        {
            "places.Area": "code name kind parent hierarchy iso lon lat column row valid_from valid_to",
            "strategies.Strategy": "id code title forum source",
            "strategies.Theme": "id strategy code title position",
            "auth.Permission": "id name content_type codename",
            "auth.Group": "id name permissions",
            "auth.Group_permissions": "id group permission",
            "contenttypes.ContentType": "id app_label model",
        },
    ),
)

KEPT = (*PEOPLE, *BODIES, *PLANS)

NEVER = (
    _(
        "No record of a person who is suspected, vulnerable, at risk, or has returned: no list, no score, no referral, no tip."
    ),
    _("No name of anybody who comes to a meeting or is helped: numbers only, and small numbers hidden."),
    _("No religion, ethnic origin, clan or opinion of a person."),
    _("No place where a member was or is: no coordinates, no tracks."),
    _(
        "No address of a reader: nobody who only reads is asked for a cookie or counted, and no list of visits is kept."
    ),
    _("No label on a neighbourhood, a school or a place of worship."),
)


def declared() -> dict[str, set[str]]:
    """model -> the fields that have their line."""
    found: dict[str, set[str]] = {}
    for kept in KEPT:
        for label, fields in kept.tables.items():
            found.setdefault(label, set()).update(fields.split())
    return found


def table_of(model: type[Model]) -> str:
    return model._meta.db_table  # noqa: SLF001 (Django's own public name)


def in_the_database() -> dict[str, set[str]]:
    """model -> the fields that there are."""
    shapes = [model._meta for model in apps.get_models(include_auto_created=True)]  # noqa: SLF001
    return {
        shape.label: {field.name for field in (*shape.local_fields, *shape.local_many_to_many)}
        for shape in shapes
    }
