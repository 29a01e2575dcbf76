from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from jukwaa.site.views import (
    agreeing,
    amending,
    arriving,
    attaching,
    auditing,
    bodies,
    caring,
    carrying,
    comparing,
    desk,
    downloads,
    editing,
    evidence,
    founding,
    giving,
    intake,
    live,
    members,
    money,
    offers,
    partners,
    powers,
    progress,
    protecting,
    published,
    readiness,
    reading,
    record,
    reports,
    rows,
    seats,
    summaries,
    theory,
    values,
    versions,
    waiting,
    withdrawing,
)

app_name = "site"

# /desk/<forum>/plan/<edition>/offers/<action>/<body>/<kind>/…: what one body is asked
offer: list[URLPattern] = [
    path("", offers.offer, name="offer"),
    path("accept/", offers.offer_accept, name="offer-accept"),
    path("decline/", offers.offer_decline, name="offer-decline"),
    path("counter/", offers.offer_counter, name="offer-counter"),
    path("take/", offers.offer_take, name="offer-take"),
    path("keep/", offers.offer_keep, name="offer-keep"),
]

# /desk/<forum>/…: signed in, for those who keep the forum
keeping: list[URLPattern | URLResolver] = [
    path("template.xlsx", desk.template, name="desk-template"),
    path("import/", intake.intake_new, name="intake-new"),
    path("import/<int:pk>/", intake.intake_detail, name="intake"),
    path("import/<int:pk>/row/<int:n>/", rows.intake_row, name="intake-row"),
    path("import/<int:pk>/row/<int:n>/settle/", rows.intake_settle, name="intake-settle"),
    path("import/<int:pk>/affirm/", rows.intake_affirm, name="intake-affirm"),
    path("import/<int:pk>/body/", rows.intake_body, name="intake-body"),
    path("import/<int:pk>/terms/", intake.intake_terms, name="intake-terms"),
    path("import/<int:pk>/confirm/", intake.intake_confirm, name="intake-confirm"),
    path("import/<int:pk>/undo/", intake.intake_undo, name="intake-undo"),
    path("import/<int:pk>/discard/", intake.intake_discard, name="intake-discard"),
    path("bodies/", bodies.bodies, name="desk-bodies"),
    path("bodies/new/", bodies.body_new, name="desk-body-new"),
    path("bodies/<str:pid>/", bodies.body, name="desk-body"),
    path("bodies/<str:pid>/safety/", withdrawing.body_safety, name="desk-body-safety"),
    path("bodies/<str:pid>/withdraw/", withdrawing.body_withdraw, name="desk-body-withdraw"),
    path("bodies/<str:pid>/name-again/", withdrawing.body_name_again, name="desk-body-name-again"),
    path("plan/new/", desk.plan_new, name="desk-plan-new"),
    path("plan/<str:edition>/", desk.desk_plan, name="desk-plan"),
    path("plan/<str:edition>/offers/", offers.offers, name="desk-offers"),
    path("plan/<str:edition>/offers/messages/", offers.offer_letters, name="offer-letters"),
    path("plan/<str:edition>/offers/<str:pid>/<str:body>/<str:part>/", include(offer)),
    path("matrix/", live.matrix_newest, name="desk-matrix-newest"),
    path("plan/<str:edition>/matrix/", live.matrix, name="desk-matrix"),
    path("plan/<str:edition>/matrix/xlsx", live.matrix_download, name="desk-matrix-download"),
    path("plan/<str:edition>/matrix/file/", live.matrix_file, name="desk-matrix-file"),
    path("plan/<str:edition>/matrix/bring/", live.matrix_bring, name="desk-matrix-bring"),
    path("plan/<str:edition>/matrix/<str:pid>/", live.matrix_state, name="desk-matrix-state"),
    path("plan/<str:edition>/matrix/<str:pid>/row/", live.matrix_row, name="desk-matrix-row"),
    path("plan/<str:edition>/theory/", theory.desk_theory, name="desk-theory"),
    path("plan/<str:edition>/theory/<str:pid>/", theory.desk_factor, name="desk-factor"),
    path("plan/<str:edition>/theory/<str:pid>/drop/", theory.factor_drop, name="factor-drop"),
    path("plan/<str:edition>/theory/<str:pid>/link/", theory.link_draw, name="link-draw"),
    path("plan/<str:edition>/theory/<str:pid>/link/<int:pk>/", theory.link_judge, name="link-judge"),
    path("plan/<str:edition>/theory/<str:pid>/link/<int:pk>/drop/", theory.link_drop, name="link-drop"),
    path("plan/<str:edition>/reminders/", live.reminders, name="desk-reminders"),
    path("plan/<str:edition>/needs/<str:pid>/", giving.action_desk, name="action-desk"),
    path("ours/<str:pid>/", giving.body_desk, name="body-desk"),
    path("ours/<str:pid>/accept/", giving.body_accept, name="body-accept"),
    path("asks/<int:pk>/close/", giving.ask_close, name="ask-close"),
    path("asks/<int:pk>/pledge/<str:body>/", giving.ask_pledge, name="ask-pledge"),
    path("gives/<int:pk>/close/", giving.give_close, name="give-close"),
    path("pledges/<int:pk>/take/", giving.pledge_take, name="pledge-take"),
    path("pledges/<int:pk>/leave/", giving.pledge_leave, name="pledge-leave"),
    path("pledges/<int:pk>/take-back/", giving.pledge_take_back, name="pledge-take-back"),
    path("plan/<str:edition>/readiness/", readiness.plan_readiness, name="desk-readiness"),
    path(
        "plan/<str:edition>/points/<str:point>/confirm/", readiness.point_confirm, name="desk-point-confirm"
    ),
    path(
        "plan/<str:edition>/points/<str:point>/take-back/",
        readiness.point_take_back,
        name="desk-point-take-back",
    ),
    path("plan/<str:edition>/carry/", carrying.plan_carry, name="desk-plan-carry"),
    path("plan/<str:edition>/edit/<str:pid>/", editing.edit_item, name="desk-edit-item"),
    path("plan/<str:edition>/edit/<str:pid>/add/<str:what>/", editing.edit_add, name="desk-edit-add"),
    path("plan/<str:edition>/edit/<str:pid>/drop/", editing.edit_drop, name="desk-edit-drop"),
    path("plan/<str:edition>/edit/<str:pid>/shift/", editing.edit_shift, name="desk-edit-shift"),
    path("plan/<str:edition>/edit/<str:pid>/move/", editing.edit_move, name="desk-edit-move"),
    path("plan/<str:edition>/edit/<str:pid>/<str:screen>/", editing.edit_part, name="desk-edit-part"),
    path("plan/<str:edition>/edit/<str:pid>/files/add/", attaching.file_add, name="desk-file-add"),
    path("plan/<str:edition>/files/<int:pk>/remove/", attaching.file_remove, name="desk-file-remove"),
    path("plan/<str:edition>/remove/", editing.plan_remove, name="desk-plan-remove"),
    path("plan/<str:edition>/publish/", desk.plan_publish, name="desk-plan-publish"),
    path("plan/<str:edition>/withhold/", desk.plan_withhold, name="desk-plan-withhold"),
]

# /desk/<forum>/plan/<edition>/…: signed in, for those who sit in the forum
agreement = [
    path("life/", agreeing.life, name="desk-life"),
    path("life/<str:move>/", agreeing.plan_move, name="desk-plan-move"),
    path("sign/", agreeing.sign, name="desk-sign"),
    path("paper/", agreeing.paper, name="desk-paper"),
    path("paper/<int:pk>/", agreeing.paper_confirm, name="desk-paper-confirm"),
    path("paper/<int:pk>/scan/", agreeing.paper_scan, name="desk-paper-scan"),
    path("paper/<int:pk>/refuse/", agreeing.paper_refuse, name="desk-paper-refuse"),
    path("amendment/", amending.amendment, name="desk-amendment"),
    path("amendment/propose/", amending.amendment_propose, name="desk-amendment-propose"),
    path("amendment/recall/", amending.amendment_recall, name="desk-amendment-recall"),
    path("amendment/withdraw/", amending.amendment_withdraw, name="desk-amendment-withdraw"),
]

# /desk/<forum>/…: who belongs, who sits where
seating = [
    path("seats/", seats.seats, name="desk-seats"),
    path("seats/new/", seats.seat_new, name="desk-seat-new"),
    path("seats/<int:pk>/", seats.seat, name="desk-seat"),
    path("seats/<int:pk>/invite/", seats.seat_invite, name="desk-seat-invite"),
    path("seats/<int:pk>/withdraw/", seats.seat_withdraw, name="desk-seat-withdraw"),
    path("seats/<int:pk>/link/", seats.seat_link, name="desk-seat-link"),
    path("seats/<int:pk>/link/revoke/", seats.seat_link_revoke, name="desk-seat-link-revoke"),
    path("seats/<int:pk>/pin-reset/", seats.seat_pin_reset, name="desk-seat-pin-reset"),
    path("seats/<int:pk>/hand-over/", seats.seat_hand_over, name="desk-seat-hand-over"),
    path("seats/<int:pk>/end/", seats.seat_end, name="desk-seat-end"),
    path("members/", members.members, name="desk-members"),
    path("members/<str:pid>/leave/", members.member_leave, name="desk-member-leave"),
    path("powers/", powers.powers, name="desk-powers"),
]

# /desk/<forum>/reports/…: what was done, for those who sit in the forum
reporting = [
    path("", reports.reports, name="desk-reports"),
    path("verify/", reports.reports_verify, name="desk-reports-verify"),
    path("new/", reports.report_pick, name="report-pick"),
    path("new/<str:edition>/<str:pid>/<str:body>/", reports.report_new, name="report-new"),
    path("<str:pid>/", reports.report, name="report"),
    path("<str:pid>/correct/", reports.report_correct, name="report-correct"),
    path("<str:pid>/verify/", reports.report_verify, name="report-verify"),
    path("<str:pid>/return/", reports.report_return, name="report-return"),
    path("<str:pid>/release/", reports.report_release, name="report-release"),
    path("<str:pid>/confirm/", reports.report_confirm, name="report-confirm"),
    path("<str:pid>/withdraw/", reports.report_withdraw, name="report-withdraw"),
    path("<str:pid>/files/add/", evidence.report_file_add, name="report-file-add"),
    path("<str:pid>/files/<int:pk>/remove/", evidence.report_file_remove, name="report-file-remove"),
]

# /desk/<forum>/values/…: what indicators came to, quarter by quarter
measuring = [
    path("", values.values, name="desk-values"),
    path("approve/", values.values_approve, name="desk-values-approve"),
    path("<str:edition>/freeze/", published.score_freeze, name="desk-score-freeze"),
    path("<str:edition>/<str:quarter>/lock/", values.values_lock, name="desk-values-lock"),
    path("<str:edition>/<str:quarter>/unlock/", values.values_unlock, name="desk-values-unlock"),
    path("<str:edition>/<str:quarter>/<str:body>/", values.values_tell, name="values-tell"),
]

# /desk/<forum>/care/…: doing no harm
caring_for = [
    path("", caring.care, name="care"),
    path("note/", caring.care_note, name="care-note"),
    path("indicators/<str:pid>/<int:version>/", caring.care_review, name="care-review"),
    path("<str:pid>/", caring.care_effect, name="care-effect"),
    path("<str:pid>/publish/", caring.care_publish, name="care-publish"),
    path("<str:pid>/withhold/", caring.care_withhold, name="care-withhold"),
]

# /<forum>/progress/<day>/…: public
publication = [
    path("", published.progress_frozen, name="progress-frozen"),
    path("s/<str:code>/", published.progress_section, name="progress-section"),
    path("place/<str:code>/", published.progress_place, name="progress-place"),
    path("jukwaa-progress.json", published.progress_file, name="progress-file"),
]

# /desk/<forum>/money/…: what was committed, received and spent
spending = [
    path("", money.desk_money, name="desk-money"),
    path("check/", money.desk_money_check, name="desk-money-check"),
    path("<str:pid>/", money.money_correct, name="money-correct"),
    path("<str:pid>/strike/", money.money_strike, name="money-strike"),
    path("<str:edition>/<str:pid>/<str:body>/", money.money_tell, name="money-tell"),
]

# /<forum>/plan/<edition>/…: public
edition = [
    path("", reading.plan, name="plan"),
    path("s/<str:code>/", reading.section, name="section"),
    path("a/<str:code>/", reading.action, name="action"),
    path("i/<str:pid>/", reading.item, name="item"),
    path("theory/", theory.theory, name="theory"),
    path("compare/", comparing.compare, name="compare"),
    path("v/", versions.versions, name="versions"),
    path("v/<int:number>/", versions.version, name="version"),
    path("v/<int:number>/download/zip", versions.version_package, name="version-package"),
    path("download/<str:kind>", downloads.download, name="download"),
    path("download/<str:kind>/", reading.download_with_slash, name="download-with-slash"),
    path("file/<int:pk>/", attaching.file, name="file"),
    path("notice/", downloads.download, {"kind": "notice"}, name="notice"),
]

urlpatterns = [
    path("", reading.counties, name="counties"),
    path("app.webmanifest", waiting.app_manifest, name="app-manifest"),
    path("desk/", desk.desk, name="desk"),
    path("desk/offline/", waiting.offline, name="offline"),
    path("desk/held/", waiting.held, name="held"),
    path("data-protection/", protecting.data_protection, name="data-protection"),
    path("desk/account/happened/", protecting.happened, name="happened"),
    path("desk/happened/", protecting.happened_on_server, name="desk-happened"),
    path("desk/account/data/", protecting.own_data_page, name="own-data"),
    path("desk/account/data/jukwaa-own-data.json", protecting.own_data_file, name="own-data-file"),
    path("desk/account/erase/", protecting.account_erase, name="account-erase"),
    path("desk/forums/new/", founding.forum_new, name="desk-forum-new"),
    path("desk/strategies/", founding.strategies, name="desk-strategies"),
    path("invitation/<str:token>/", arriving.invitation, name="invitation"),
    path("seat/<str:token>/", arriving.seat_link, name="seat-link"),
    path("desk/<slug:slug>/", include(keeping)),
    path("desk/<slug:slug>/", include(seating)),
    path("desk/<slug:slug>/reports/", include(reporting)),
    path("desk/<slug:slug>/values/", include(measuring)),
    path("desk/<slug:slug>/money/", include(spending)),
    path("desk/<slug:slug>/care/", include(caring_for)),
    path("desk/<slug:slug>/audit/", auditing.audit, name="desk-audit"),
    path("desk/<slug:slug>/summaries/", summaries.desk_summaries, name="desk-summaries"),
    path(
        "desk/<slug:slug>/summaries/<str:edition>/<str:span>/<str:kind>",
        summaries.desk_summary,
        name="desk-summary",
    ),
    path("desk/<slug:slug>/plan/<str:edition>/", include(agreement)),
    path("<slug:slug>/", reading.forum, name="forum"),
    path("<slug:slug>/partners/", partners.partners, name="partners"),
    path("<slug:slug>/progress/", progress.progress, name="progress"),
    path("<slug:slug>/progress/<str:day>/", include(publication)),
    path("<slug:slug>/money/", money.money, name="money"),
    path("<slug:slug>/reports/", summaries.summaries, name="summaries"),
    path("<slug:slug>/reports/<str:edition>/<str:span>/<str:kind>", summaries.summary, name="summary"),
    path("<slug:slug>/record/", record.record, name="record"),
    path("<slug:slug>/record/feed/", record.record_feed, name="record-feed"),
    path("<slug:slug>/record/key.pem", record.record_key, name="record-key"),
    path("<slug:slug>/evidence/<int:pk>/", evidence.evidence, name="evidence"),
    path("<slug:slug>/plan/", reading.plan_newest, name="plan-newest"),
    path("<slug:slug>/plan/<str:edition>/", include(edition)),
]
