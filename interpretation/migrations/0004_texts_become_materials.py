"""The single text of each plan becomes its first material; the plan keeps the digest that opinions name."""

from django.db import migrations

from common.digests import of_json


def move(apps, schema_editor):
    Plan = apps.get_model("interpretation", "InterpretationPlan")
    Material = apps.get_model("interpretation", "Material")
    Place = apps.get_model("interpretation", "PlanMaterial")
    Plan.objects.update(form_of_digest=1)
    for plan in Plan.objects.exclude(material_title="", material_text="").order_by("document_id", "serial").iterator():
        content = {
            "number": 1,
            "form": "questions",
            "title": plan.material_title,
            "text": plan.material_text,
            "source": plan.responsible,
            "link": "",
            "picture": "",
            "phase": 1,
            "is_generated": False,
        }
        digest = of_json(content)
        versions = Material.objects.filter(document_id=plan.document_id)
        material = versions.filter(sm3=digest.sm3).first() or Material.objects.create(
            **(content | {"picture": None}),
            document_id=plan.document_id,
            serial=versions.count() + 1,
            sm3=digest.sm3,
            sha256=digest.sha256,
            made_by_id=plan.made_by_id,
            made_for_id=plan.made_for_id,
            made_at=plan.made_at,
        )
        Place.objects.create(plan=plan, material=material, order=1)
        Plan.objects.filter(pk=plan.pk).update(material_sm3s=[digest.sm3])


class Migration(migrations.Migration):
    dependencies = [("interpretation", "0003_materials")]

    operations = [migrations.RunPython(move, migrations.RunPython.noop)]
