"""Addresses of the office side and of the portal."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("accounts/", include("accounts.urls")),
    path("audit/", include("audit.urls")),
    path("interpretation/", include("interpretation.urls")),
    path("portal/", include("publication.portal.urls")),
    path("publication/", include("publication.urls")),
    path("", include("workflow.urls")),
]
