"""Addresses of the portal; the 索引号 is the address of a document, and stays."""

from django.urls import path

from publication.portal import (
    converters,  # noqa: F401  # registers index and kind
    views,
)

app_name = "portal"
urlpatterns = [
    path("", views.home, name="home"),
    path("documents/", views.document_list, name="list"),
    path("interpretations/", views.interpretation_list, name="interpretations"),
    path("interpretations/<index:index>", views.interpretation, name="interpretation"),
    path("documents/<index:index>.<kind:kind>", views.file, name="file"),
    path("documents/<index:index>", views.document, name="document"),
]
