"""Addresses of the office side of releases."""

from django.urls import path

from portal import converters  # noqa: F401  # registers kind
from publication import column_views, relation_views, views
from publication.gaps import views as gaps
from publication.items import views as items
from publication.reposting import views as reposting

app_name = "publication"
urlpatterns = [
    path("gaps/", gaps.gaps, name="gaps"),
    path("gaps/export/", gaps.export, name="gaps_export"),
    path("reposts/", reposting.tasks, name="reposts"),
    path("reposts/<int:pk>/", reposting.RepostView.as_view(), name="repost"),
    path("reposts/<int:pk>/deadline/", reposting.deadline, name="repost_deadline"),
    path("feeds/", reposting.SourcesView.as_view(), name="feeds"),
    path("feeds/<int:pk>/switch/", reposting.switch, name="feed_switch"),
    path("columns/", column_views.columns, name="columns"),
    path("columns/<slug:kind>/", column_views.column, name="column"),
    path("items/", items.items, name="items"),
    path("items/new/", items.ProposeItemView.as_view(), name="item_new"),
    path("items/<int:pk>/revise/", items.ReviseItemView.as_view(), name="item_revise"),
    path("items/<int:pk>/end/", items.EndItemView.as_view(), name="item_end"),
    path("items/proposals/<int:pk>/", items.ItemProposalView.as_view(), name="item_proposal"),
    path("<int:document_id>/relations/", relation_views.relations, name="relations"),
    path("<int:document_id>/preview/", views.preview, name="preview"),
    path("<int:document_id>/preview/<int:serial>.<kind:kind>", views.preview_file, name="file"),
]
