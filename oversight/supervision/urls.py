"""Addresses of electronic supervision."""

from django.urls import path

from oversight.supervision import views

urlpatterns = [
    path("supervision/", views.cards, name="supervision"),
    path("supervision/cards/<int:pk>/", views.CardView.as_view(), name="card"),
    path("supervision/incidents/", views.incidents, name="incidents"),
    path("supervision/incidents/<int:pk>/", views.IncidentView.as_view(), name="incident"),
    path("supervision/audit/", views.incidents_audit, name="incidents_audit"),
    path("supervision/audit/export/", views.incidents_export, name="incidents_export"),
    path("supervision/audit/<int:pk>/", views.incident_audit, name="incident_audit"),
]
