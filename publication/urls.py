"""Addresses of the office side of releases."""

from django.urls import path, register_converter

from publication import views
from publication.portal.converters import KindConverter

register_converter(KindConverter, "kind")

app_name = "publication"
urlpatterns = [
    path("<int:document_id>/preview/", views.preview, name="preview"),
    path("<int:document_id>/preview/<int:serial>.<kind:kind>", views.preview_file, name="file"),
]
