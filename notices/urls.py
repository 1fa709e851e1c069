"""Addresses of notices."""

from django.urls import path

from notices import views

app_name = "notices"
urlpatterns = [
    path("", views.listing, name="list"),
    path("bell/", views.bell, name="bell"),
    path("read/", views.mark_read, name="read"),
    path("<int:pk>/", views.open_notice, name="open"),
]
