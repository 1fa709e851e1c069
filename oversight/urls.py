"""Addresses of supervision: search, statistics, self-check, electronic supervision."""

from django.urls import URLPattern, path

from oversight.search import views as searching
from oversight.selfcheck import urls as selfcheck
from oversight.statistics import report_views as reports
from oversight.statistics import views as statistics
from oversight.supervision import urls as supervision

app_name = "oversight"
urlpatterns: list[URLPattern] = [
    *selfcheck.urlpatterns,
    *supervision.urlpatterns,
    path("search/", searching.search, name="search"),
    path("statistics/", statistics.statistics, name="statistics"),
    path("statistics/export/", statistics.export, name="statistics_export"),
    path("statistics/list/", statistics.behind, name="figure"),
    path("reports/", reports.reports, name="reports"),
    path("reports/freeze/", reports.freeze, name="report_freeze"),
    path("reports/<int:report_id>/", reports.report, name="report"),
    path("reports/<int:report_id>/correct/", reports.correct, name="report_correct"),
    path("reports/<int:report_id>/<str:kind>/", reports.report_file, name="report_file"),
]
