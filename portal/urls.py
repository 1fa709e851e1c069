"""Addresses of the portal; the 索引号 is the address of a document, and stays."""

from django.urls import include, path

from portal import (
    converters,  # noqa: F401  # registers index, kind and year
    statutory,
    views,
)

app_name = "portal"
urlpatterns = [
    path("", views.home, name="home"),
    path("", include("portal.machine.urls")),
    path("documents/", views.document_list, name="list"),
    path("statutory/", statutory.column, name="statutory"),
    path("statutory/<slug:kind>", statutory.column, name="column"),
    path("statutory/annual/<year:year>", statutory.report, name="report"),
    path("help/", statutory.guidance, name="help"),
    path("interpretations/", views.reading_list, name="interpretations"),
    path("interpretations/<index:index>,<int:serial>/picture", views.picture, name="picture"),
    path("interpretations/<index:index>,<int:serial>", views.reading, name="reading"),
    path("interpretations/<index:index>", views.reading, name="interpretation"),
    path("documents/<index:index>.<kind:kind>", views.file, name="file"),
    path("documents/<index:index>", views.document, name="document"),
]
