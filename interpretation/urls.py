"""Addresses of the interpretation plans."""

from django.urls import path

from interpretation.views import EditPlanView

app_name = "interpretation"
urlpatterns = [path("<int:document_id>/plan/", EditPlanView.as_view(), name="plan")]
