"""Addresses of supervision: search, statistics, self-check, electronic supervision."""

from django.urls import URLPattern

app_name = "oversight"
urlpatterns: list[URLPattern] = []
