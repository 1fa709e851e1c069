"""专栏: the statutory pages are written in the office, every version is kept, the newest is on the portal."""

from datetime import datetime

from django.db import transaction

from accounts.models import User
from audit import services as audit
from common.clock import office_date
from interpretation import material
from portal import services as portal
from portal.facts import PublicColumn
from publication.errors import ColumnChanged, ColumnDoubtful
from publication.models import ColumnVersion
from publication.reposting.looking import doubts_in

SHOWN = 5  # doubts that a refusal names


@transaction.atomic
def write_column(*, kind: str, text: str, seen: int, by: User, at: datetime) -> ColumnVersion:
    """Keep a new version of the page and show it; `seen` is the serial of the version that was edited (0: none).

    The scanner looks first, for nobody reviews the page after this. Raises ColumnDoubtful, NotScanned, and
    ColumnChanged when somebody else wrote meanwhile.
    """
    doubts = [each for each in doubts_in(text.splitlines(), office_date(at)) if each.must_confirm]
    if doubts:
        raise ColumnDoubtful(
            found="；".join(f"第{each.line}行 {each.kind}（{each.excerpt}）" for each in doubts[:SHOWN])
        )
    newest = ColumnVersion.objects.select_for_update().filter(kind=kind).order_by("-serial").first()
    if (newest.serial if newest else 0) != seen:
        raise ColumnChanged
    version = ColumnVersion.objects.create(kind=kind, serial=seen + 1, text=text.strip(), by=by, at=at)
    portal.put_column(column=PublicColumn(kind, str(material.to_html(version.text))), at=at)
    facts = {"column": kind, "serial": version.serial}
    audit.record(chain="system", verb="publication.column_written", facts=facts, by=by, at=at)
    return version
