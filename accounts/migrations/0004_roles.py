"""Each role is a group of the same name."""

from django.db import migrations

ROLES = [
    "drafter",
    "division_head",
    "disclosure_officer",
    "confidentiality_officer",
    "confidentiality_head",
    "news_officer",
    "legal_officer",
    "office_secretary",
    "signatory",
    "publisher",
    "system_admin",
    "security_admin",
    "audit_admin",
]


def make_roles(apps, schema_editor):
    groups = apps.get_model("auth", "Group").objects
    groups.bulk_create([groups.model(name=role) for role in ROLES], ignore_conflicts=True)


def drop_roles(apps, schema_editor):
    apps.get_model("auth", "Group").objects.filter(name__in=ROLES).delete()


class Migration(migrations.Migration):
    dependencies = [("accounts", "0003_people_are_never_deleted")]
    operations = [migrations.RunPython(make_roles, drop_roles)]
