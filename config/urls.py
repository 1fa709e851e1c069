"""Addresses of the office side and of the portal."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("accounts/", include("accounts.urls")),
    path("audit/", include("audit.urls")),
    path("interpretation/", include("interpretation.urls")),
    path("notices/", include("notices.urls")),
    path("oversight/", include("oversight.urls")),
    path("portal/", include("portal.urls")),
    path("publication/", include("publication.urls")),
    path("", include("portal.machine.root")),
    path("", include("workflow.urls")),
]

handler400 = "common.pages.bad_request"
handler403 = "common.pages.forbidden"
handler404 = "common.pages.not_found"
handler500 = "common.pages.server_error"
