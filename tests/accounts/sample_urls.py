"""Addresses with one view of each mark, for the tests of access."""

from django.db import connection, transaction
from django.http import Http404, HttpResponse
from django.urls import include, path
from django.views import View
from django.views.decorators.http import require_GET

from accounts.access import entrance, person, public, requires, signed_in, verified
from accounts.errors import OfficeNameTaken
from accounts.roles import Role


def page(request):
    return HttpResponse("inside")


@requires(Role.SIGNATORY, Role.OFFICE_SECRETARY)
class Marked(View):
    def get(self, request):
        return HttpResponse(person(request).username)


class Inherits(Marked):
    pass


@signed_in
class Widened(Marked):
    pass


class Unmarked(View):
    def get(self, request):
        return HttpResponse("inside")


@signed_in
def refuses(request):
    raise OfficeNameTaken(name="财务司")


@signed_in
def missing(request):
    raise Http404("secret name")


@signed_in
def breaks(request):
    raise RuntimeError("text of a document")


@signed_in
def waits(request):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("do $$ begin raise exception 'held' using errcode = '55P03'; end $$")


def marked(mark):
    return mark(lambda request: HttpResponse("inside"))


urlpatterns = [
    path("public/", marked(public), name="public"),
    path("entrance/", marked(entrance), name="entrance"),
    path("verified/", marked(verified), name="verified"),
    path("signed-in/", marked(signed_in), name="signed_in"),
    path("wrapped/", require_GET(marked(requires(Role.SIGNATORY))), name="wrapped"),
    path("class/", Marked.as_view(), name="class"),
    path("inherits/", Inherits.as_view(), name="inherits"),
    path("widened/", Widened.as_view(), name="widened"),
    path("unmarked/", page, name="unmarked"),
    path("unmarked-class/", Unmarked.as_view(), name="unmarked_class"),
    path("refuses/", refuses, name="refuses"),
    path("missing/", missing, name="missing"),
    path("breaks/", breaks, name="breaks"),
    path("waits/", waits, name="waits"),
    path("accounts/", include("accounts.urls")),
    path("audit/", include("audit.urls")),
    path("portal/", include("publication.portal.urls")),
]
handler400 = "common.pages.bad_request"
handler403 = "common.pages.forbidden"
handler404 = "common.pages.not_found"
handler500 = "common.pages.server_error"
