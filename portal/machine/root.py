"""What crawlers look for at the root of the site."""

from django.urls import path

from portal.machine import views

app_name = "site"
urlpatterns = [path("robots.txt", views.robots, name="robots")]
