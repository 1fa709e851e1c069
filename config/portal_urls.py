"""Addresses of the portal alone (SITE=portal): the same as on a machine that is both office and portal."""

from django.urls import URLPattern, URLResolver, include, path
from django.views.generic import RedirectView

urlpatterns: list[URLPattern | URLResolver] = [
    path("portal/", include("portal.urls")),
    path("", include("portal.machine.root")),
    path("", RedirectView.as_view(pattern_name="portal:home", query_string=True)),
]

handler400 = "common.pages.bad_request"  # the pages themselves: templates/portal_site/
handler403 = "common.pages.forbidden"
handler404 = "common.pages.not_found"
handler500 = "common.pages.server_error"
