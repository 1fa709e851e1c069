"""Addresses of people, offices and sign-in."""

from django.urls import URLPattern

app_name = "accounts"
urlpatterns: list[URLPattern] = []
