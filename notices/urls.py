"""Addresses of notices."""

from django.urls import path

from notices import preference_views, views

app_name = "notices"
urlpatterns = [
    path("", views.listing, name="list"),
    path("bell/", views.bell, name="bell"),
    path("read/", views.mark_read, name="read"),
    path("preferences/", preference_views.PreferenceView.as_view(), name="preferences"),
    path("<int:pk>/", views.open_notice, name="open"),
]
