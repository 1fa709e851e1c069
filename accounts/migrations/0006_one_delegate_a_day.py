"""Two unrevoked delegations of one principal never share a day.

The principal is written as a range of one number, so that a plain GiST index serves (no extension).
"""

from django.db import migrations

FORWARD = """
alter table accounts_delegation add constraint delegation_one_delegate_a_day
    exclude using gist (
        int8range(principal_id, principal_id, '[]') with &&,
        daterange(starts_on, ends_on, '[]') with &&
    ) where (revoked_at is null);
"""

BACKWARD = "alter table accounts_delegation drop constraint delegation_one_delegate_a_day;"


class Migration(migrations.Migration):
    dependencies = [("accounts", "0005_separated_administrators")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
