"""Every address of the site. Whom each view lets in stands at the view: people/access.py."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from .api.app import api, no_operation
from .campaigns.pages import idea as idea_form
from .campaigns.pages import plan
from .intake.pages import columns, file, files, give, sources, upload
from .lessons.pages import (
    learn_asked,
    learn_calibration,
    learn_fitting,
    learn_lessons,
    learn_new,
    learn_portfolio,
    learn_showing,
)
from .outgoing.pages import feed, notify, report_settings, stop, webhooks
from .people.pages import audit, home, invitation, me, members, new_organisation, start, tokens
from .reports.pages import (
    campaign,
    campaigns,
    decide,
    decision,
    decisions,
    finding,
    freshness,
    hours,
    idea,
    monday,
    not_found,
    overview,
    plan_calendar,
    post,
    report,
    report_boss,
    reports,
    search,
    subject,
)
from .setbacks.pages import (
    debrief_guest,
    prevention_list,
    setback,
    setback_about,
    setback_allies,
    setback_causes,
    setback_comeback,
    setback_comment,
    setback_debrief,
    setback_drill,
    setback_drills,
    setback_freeze,
    setback_ledger,
    setback_new,
    setback_pause,
    setback_prevention,
    setback_public,
    setback_replies,
    setback_statement,
    setback_statements,
    setback_story,
    setback_timeline,
    setback_timeline_taken,
    setback_tools,
    setbacks,
    subscribe,
    updates,
)
from .teach.pages import teach

OF_AN_ORGANISATION = [
    path("", monday.page),
    path("review/", overview.page),
    path("plans/", campaigns.page),
    path("plans/new/", plan.new),
    path("plans/calendar/", plan_calendar.page),
    path("plans/<int:number>/", campaign.page),
    path("plans/<int:number>/edit/", plan.edit),
    path("ideas/new/", idea_form.new),
    path("ideas/<int:number>/", idea.page),
    path("ideas/<int:number>/edit/", idea_form.edit),
    path("decide/", decide.page),
    path("decisions/", decisions.page),
    path("decisions/<int:number>/", decision.page),
    path("search/", search.page),
    path("findings/<slug:slug>/", finding.page),
    path("post/", post.page),
    path("hours/", hours.page),
    path("files/", files.page),
    path("files/give/", give.page),
    path("files/freshness/", freshness.page),
    path("files/uploads/<uuid:upload_id>/", upload.page),
    path("files/uploads/<uuid:upload_id>/columns/<int:read_id>/", columns.page),
    path("files/<slug:file_id>/", file.page),
    path("sources/", sources.page),
    path("teach/", teach.page),
    path("notify/", notify.page),
    path("webhooks/", webhooks.page),
    path("members/", members.page),
    path("audit/", audit.page),
    path("tokens/", tokens.page),
    path("setbacks/", setbacks.page),
    path("setbacks/new/", setback_new.page),
    path("setbacks/drills/", setback_drills.page),
    path("setbacks/<int:number>/", setback.page),
    path("setbacks/<int:number>/drill/", setback_drill.page),
    path("setbacks/<int:number>/about/", setback_about.page),
    path("setbacks/<int:number>/allies/", setback_allies.page),
    path("setbacks/<int:number>/comeback/", setback_comeback.page),
    path("setbacks/<int:number>/story/", setback_story.page),
    path("setbacks/<int:number>/statements/", setback_statements.page),
    path("setbacks/<int:number>/statements/<int:statement_id>/", setback_statement.page),
    path("setbacks/<int:number>/pause/", setback_pause.page),
    path("setbacks/<int:number>/timeline/", setback_timeline.page),
    path("setbacks/<int:number>/tools/", setback_tools.page),
    path("setbacks/<int:number>/causes/", setback_causes.page),
    path("setbacks/<int:number>/timeline/<int:freeze>/", setback_freeze.page),
    path("setbacks/<int:number>/timeline/export/<slug:form>/", setback_timeline_taken.page),
    path("setbacks/<int:number>/public/", setback_public.page),
    path("setbacks/<int:number>/public/preview/<slug:lang>/", setback_public.preview),
    path("setbacks/<int:number>/public/site.zip", setback_public.site),
    path("setbacks/<int:number>/replies/", setback_replies.page),
    path("setbacks/<int:number>/replies/<int:place>/", setback_comment.page),
    path("setbacks/<int:number>/ledger/", setback_ledger.page),
    path("setbacks/<int:number>/prevention/", setback_prevention.page),
    path("prevention/", prevention_list.page),
    path("setbacks/<int:number>/debrief/", setback_debrief.page),
    path("learn/", learn_lessons.page),
    path("learn/calibration/", learn_calibration.page),
    path("learn/portfolio/", learn_portfolio.page),
    path("learn/new/", learn_new.page),
    path("learn/asked/", learn_asked.page),
    path("reports/", reports.page),
    path("reports/settings/", report_settings.page),
    path("reports/<int:number>/", report.page),
    path("reports/<int:number>/boss/", report_boss.page),
    path("learn/fitting/", learn_fitting.page),
    path("learn/<int:number>/showing/", learn_showing.page),
    path("<slug:kind>/<slug:slug>/", subject.page),  # account, series, campaign, network, organisation; keep it last
]

urlpatterns = [
    path("", home.page),
    path("start/", start.page),
    path("me/", me.page),
    path("me/data.json", me.data),
    path("me/erase/", me.erase),
    path("organisations/new/", new_organisation.page),
    path("invitation/<str:secret>/", invitation.page),
    path("account/", include("allauth.account.urls")),
    path("account/2fa/", include("allauth.mfa.urls")),
    path("account/sessions/", include("allauth.usersessions.urls")),
    path("calendar/<str:secret>.ics", feed.page),
    path("stop/report/<str:token>/", report_settings.stop),
    path("stop/<str:token>/", stop.page),
    path("debrief/<str:secret>/", debrief_guest.page),
    path("updates/<slug:slug>/subscribe/", subscribe.page),
    path("updates/<slug:slug>/confirm/<str:token>/", subscribe.confirm),
    path("updates/<slug:slug>/stop/<str:token>/", subscribe.stop),
    path("updates/<slug:slug>/", updates.page),
    path("updates/<slug:slug>/<path:rest>", updates.page),
    path("api/", api.urls),
    path("o/<slug:org>/", include(OF_AN_ORGANISATION)),
]


def nothing_there(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Programs get JSON, people a page."""
    return no_operation(request) if request.path.startswith("/api/") else not_found.page(request, exception)


handler404 = nothing_there
handler500 = "pratfall.site.trouble.broken"
