"""Every address of the site."""

from __future__ import annotations

from django.urls import path

from .intake.pages import file, files, sources
from .reports.pages import finding, not_found, overview, post, subject
from .teach.pages import teach

urlpatterns = [
    path("", overview.page),
    path("findings/<slug:slug>/", finding.page),
    path("post/", post.page),
    path("files/", files.page),
    path("files/<slug:file_id>/", file.page),
    path("sources/", sources.page),
    path("teach/", teach.page),
    path("<slug:kind>/<slug:slug>/", subject.page),  # account, series, campaign, network, organisation
]

handler404 = not_found.page
