"""Addresses of self-checks."""

from django.urls import path

from oversight.selfcheck import views

urlpatterns = [
    path("selfcheck/", views.listing, name="selfchecks"),
    path("selfcheck/new/", views.OpenSelfCheckView.as_view(), name="selfcheck_new"),
    path("selfcheck/asked/", views.AskedView.as_view(), name="asked"),
    path("selfcheck/<int:pk>/", views.selfcheck, name="selfcheck"),
    path("selfcheck/<int:pk>/close/", views.close, name="selfcheck_close"),
    path("selfcheck/<int:pk>/report.docx", views.paper, {"kind": "docx"}, name="selfcheck_docx"),
    path("selfcheck/<int:pk>/report.xlsx", views.paper, {"kind": "xlsx"}, name="selfcheck_xlsx"),
    path("selfcheck/items/<int:pk>/", views.SelfCheckItemView.as_view(), name="selfcheck_item"),
    path("selfcheck/items/<int:pk>/confirm/", views.confirm, name="selfcheck_confirm"),
    path("selfcheck/items/<int:pk>/return/", views.send_back, name="selfcheck_return"),
]
