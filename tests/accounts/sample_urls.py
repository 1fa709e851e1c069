"""One view of each mark before the addresses of the product, for the tests of access."""

from django.db import connection, transaction
from django.http import Http404, HttpResponse
from django.urls import path
from django.views import View
from django.views.decorators.http import require_GET

from accounts.access import entrance, person, public, requires, signed_in, verified
from accounts.errors import OfficeNameTaken
from accounts.roles import Role
from config import urls as product


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
    *product.urlpatterns,
]
handler400, handler403 = product.handler400, product.handler403
handler404, handler500 = product.handler404, product.handler500
