"""Addresses of supervision: search, statistics, self-check, electronic supervision."""

from oversight.selfcheck import urls as selfcheck

app_name = "oversight"
urlpatterns = [*selfcheck.urlpatterns]
