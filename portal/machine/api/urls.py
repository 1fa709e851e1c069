"""Addresses of version 1 of the interface."""

from django.urls import URLPattern, path

from portal.machine.api import views
from portal.machine.api.operations import api

operations = [
    path(str(each.pattern), views.served(each.callback), name=each.name)
    for each in api.urls[0]
    if isinstance(each, URLPattern) and each.name != "api-root"
]

urlpatterns = [
    path("", views.docs, name="api"),
    path("openapi.json", views.description, name="api_description"),
    *operations,
    path("<path:rest>", views.unknown, name="api_unknown"),
]
