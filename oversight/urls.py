"""Addresses of supervision: search, statistics, self-check, electronic supervision."""

from oversight.selfcheck import urls as selfcheck
from oversight.supervision import urls as supervision

app_name = "oversight"
urlpatterns = [*selfcheck.urlpatterns, *supervision.urlpatterns]
