"""Addresses of the interpretation plans and their materials."""

from django.urls import path

from interpretation.views import materials
from interpretation.views.plans import EditPlanView

app_name = "interpretation"
urlpatterns = [
    path("<int:document_id>/plan/", EditPlanView.as_view(), name="plan"),
    path("<int:document_id>/plan/preview/", materials.preview, name="preview"),
    path("<int:document_id>/materials/generate/", materials.generate, name="generate"),
    path("<int:document_id>/materials/<int:number>/", materials.EditMaterialView.as_view(), name="material"),
    path("<int:document_id>/materials/<int:number>/remove/", materials.remove, name="material_remove"),
    path("<int:document_id>/materials/<int:number>/move/", materials.move, name="material_move"),
    path("<int:document_id>/materials/<int:number>/picture/", materials.picture, name="material_picture"),
]
