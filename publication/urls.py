"""Addresses of the office side of releases."""

from django.urls import path

from portal import converters  # noqa: F401  # registers kind
from publication import views

app_name = "publication"
urlpatterns = [
    path("<int:document_id>/preview/", views.preview, name="preview"),
    path("<int:document_id>/preview/<int:serial>.<kind:kind>", views.preview_file, name="file"),
]
