"""Addresses of the audit desk."""

from django.urls import path

from audit import views

app_name = "audit"
urlpatterns = [
    path("", views.desk, name="desk"),
    path("export", views.export, name="export"),
]
