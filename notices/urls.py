"""Addresses of notices."""

from django.urls import path

from notices import preference_views, robot_views, stopped_views, views

app_name = "notices"
urlpatterns = [
    path("", views.listing, name="list"),
    path("bell/", views.bell, name="bell"),
    path("read/", views.mark_read, name="read"),
    path("preferences/", preference_views.PreferenceView.as_view(), name="preferences"),
    path("robots/", robot_views.RobotsView.as_view(), name="robots"),
    path("robots/<int:pk>/test/", robot_views.test, name="robot_test"),
    path("robots/<int:pk>/remove/", robot_views.remove, name="robot_remove"),
    path("stopped/", stopped_views.stopped, name="stopped"),
    path("stopped/messages/<int:pk>/", stopped_views.send_again, name="send_again"),
    path("stopped/effects/<int:pk>/", stopped_views.redeliver, name="redeliver"),
    path("<int:pk>/", views.open_notice, name="open"),
]
