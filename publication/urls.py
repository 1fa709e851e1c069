"""Addresses of the office side of releases."""

from django.urls import path

from portal import converters  # noqa: F401  # registers kind
from publication import column_views, relation_views, views

app_name = "publication"
urlpatterns = [
    path("columns/", column_views.columns, name="columns"),
    path("columns/<slug:kind>/", column_views.column, name="column"),
    path("<int:document_id>/relations/", relation_views.relations, name="relations"),
    path("<int:document_id>/preview/", views.preview, name="preview"),
    path("<int:document_id>/preview/<int:serial>.<kind:kind>", views.preview_file, name="file"),
]
