"""What is exported for the portal on another network: what changed, once, in order, the same bytes each time."""

import json
import stat
from dataclasses import dataclass, replace
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from audit.models import Entry
from portal import services as portal
from portal.bundles import documents
from portal.bundles.manifest import MANIFEST
from portal.facts import Correction
from portal.services.kinds import Table
from publication import signing
from publication.errors import (
    BundleNotWritten,
    BundleSerialUsed,
    BundleUnknown,
    SigningKeyExists,
    SigningKeyExposed,
    SigningKeyMissing,
    SigningKeyUnreadable,
)
from publication.models import ExportedBundle
from publication.services import bundles
from tests.portal.bundles.build import NOON, READING, SIGNER, SITE, TOMBSTONE, item_of, manifest_of, members_of, taken
from tests.publication.build import ends_not_asked, run

SENDER = bundles.Sender(SIGNER, "门户", SITE)


def export(folder, **begin):
    return list(bundles.export_bundles(folder=folder, sender=SENDER, **begin, at=NOON))


def put(*serials, **columns):
    for serial in serials:
        portal.apply(item=item_of(serial, **columns), at=NOON)


def keys_in(exported):
    items = manifest_of(exported.path.read_bytes()).items
    return [each.key.rpartition("-")[2] for each in items if each.kind == "document"]


def test_each_bundle_holds_what_changed_since_the_one_before_and_names_it(db, tmp_path):
    put(1, 2)
    (first,) = export(tmp_path)
    put(3, 1)
    (second,) = export(tmp_path)

    assert (keys_in(first), keys_in(second)) == (["00001", "00002"], ["00003", "00001"])
    one, two = (manifest_of(each.path.read_bytes()) for each in (first, second))
    assert (one.previous, two.previous.serial, two.previous.sm3) == (None, 1, one.digest.sm3)
    assert two.since == one.upto < two.upto


def test_nothing_is_exported_when_nothing_changed(db, tmp_path):
    assert export(tmp_path) == []
    put(1)
    export(tmp_path)

    assert export(tmp_path) == []
    assert [each.name for each in tmp_path.iterdir()] == [f"mingfa-{SITE}-000001.zip"]


def test_a_release_is_exported_with_the_bytes_that_were_verified(world, tmp_path):
    release = world.published(policy=True, pdf=b"%PDF-1.7 \x00\xff", page="<p>正文</p>")

    (exported,) = export(tmp_path)

    files = [data for name, data in members_of(exported.path.read_bytes()).items() if name.startswith("files/")]
    assert set(files) == {bytes(getattr(release.copy, kind).data) for kind in ("docx", "pdf", "html")}


@pytest.mark.rule(35)
def test_a_retraction_is_exported_as_a_tombstone_without_any_text(db, tmp_path):
    with ends_not_asked():
        put(1)
        export(tmp_path)
        put(1, **TOMBSTONE)
    (exported,) = export(tmp_path)

    members = members_of(exported.path.read_bytes())
    (line,) = json.loads(members[MANIFEST])["items"]
    item = json.loads(members[line["member"]])
    assert (item["state"], item["text"], item["files"], item["readings"]) == ("retracted", "", [], [])
    assert line["state"] == "retracted"


def test_the_same_state_gives_the_same_bytes(db, tmp_path):
    put(1, 2)
    with transaction.atomic():
        (first,) = export(tmp_path / "first")
        transaction.set_rollback(True)
    (again,) = export(tmp_path / "again")

    assert first.path.read_bytes() == again.path.read_bytes()


@dataclass(frozen=True)
class Notice:
    name: str
    picture: bytes = b""


@pytest.fixture
def notices(monkeypatch):
    """A whole table that travels: its rows in the office, and what the portal was told to show."""
    here, there = [], []
    table = Table("notice", Notice, lambda: tuple(here), lambda *, rows, at: there.append(rows))
    monkeypatch.setattr("portal.services.kinds.TABLES", (table,))
    return here, there


def test_a_whole_table_travels_when_anything_in_it_changed(db, tmp_path, notices):
    here, there = notices
    assert export(tmp_path) == []
    here += [Notice("指南", b"1"), Notice("年报")]
    (first,) = export(tmp_path)
    put(1)
    (second,) = export(tmp_path)
    here.pop()
    (third,) = export(tmp_path)
    here.clear()
    (fourth,) = export(tmp_path)
    (everything,) = export(tmp_path, since=0)

    assert keys_in(second) == ["00001"] and export(tmp_path) == []
    assert fourth.row.upto == fourth.row.since and manifest_of(everything.path.read_bytes()).items[0].state == "0 行"
    for each in (first, second, third, fourth):
        taken(tmp_path, each.path.read_bytes())
    assert there == [(Notice("指南", b"1"), Notice("年报")), (Notice("指南", b"1"),), ()]


def test_a_document_is_read_back_as_it_was_put(db):
    reading = replace(READING, picture=b"", picture_type="")
    correction = Correction(NOON, "更正了附件")
    item = item_of(readings=(READING, replace(reading, serial=2)), corrections=(correction,), keywords=("招生", "考试"))
    portal.apply(item=item, at=NOON)

    assert documents.read(item.index) == item
    assert documents.read("none") is None


def test_much_is_divided_into_bundles_that_follow_on_one_another(db, tmp_path, monkeypatch):
    monkeypatch.setattr(bundles, "MOST_ITEMS", 2)
    put(1, 2, 3, 4, 5)

    made = export(tmp_path)

    assert [keys_in(each) for each in made] == [["00001", "00002"], ["00003", "00004"], ["00005"]]
    assert [each.row.previous_id for each in made] == [None, 1, 2]


def test_a_bundle_that_is_large_enough_takes_no_more(db, tmp_path, monkeypatch):
    monkeypatch.setattr(bundles, "ENOUGH_BYTES", 1)
    put(1, 2)

    assert [keys_in(each) for each in export(tmp_path)] == [["00001"], ["00002"]]


def test_what_was_lost_on_the_way_is_exported_again(db, tmp_path):
    for serial in (1, 2, 3):
        put(serial)
        export(tmp_path)

    (since,) = export(tmp_path, since=1)
    (everything,) = export(tmp_path, since=0, serial=9)

    assert (keys_in(since), since.row.serial, since.row.previous_id) == (["00002", "00003"], 4, 1)
    assert (len(keys_in(everything)), everything.row.serial, everything.row.previous_id) == (3, 9, None)
    with pytest.raises(BundleUnknown):
        export(tmp_path, since=5)
    with pytest.raises(BundleSerialUsed):
        export(tmp_path, since=0, serial=9)


def test_a_bundle_is_never_written_over_another(db, tmp_path):
    put(1)
    (tmp_path / f"mingfa-{SITE}-000001.zip").write_bytes(b"other")

    with pytest.raises(BundleNotWritten):
        export(tmp_path)
    with pytest.raises(BundleNotWritten):
        export(tmp_path / f"mingfa-{SITE}-000001.zip")
    assert not ExportedBundle.objects.exists()
    assert len(list(tmp_path.iterdir())) == 1


def test_an_export_is_on_record_and_the_record_stays(db, tmp_path):
    put(1)
    (exported,) = export(tmp_path)

    entry = Entry.objects.get(verb="publication.bundle_exported")
    assert (entry.chain, entry.facts["serial"], entry.facts["sm3"]) == ("system", 1, exported.row.sm3)
    for statement in ("delete from {}", "update {} set count = 2"):
        with pytest.raises(IntegrityError), transaction.atomic():
            run(statement.format("publication_exportedbundle"))


def test_the_commands_make_keys_and_bundles_and_show_no_private_key(db, tmp_path, settings):
    settings.BUNDLE_PRIVATE_KEY_FILE = path = tmp_path / "keys" / "bundle.key"
    said = StringIO()
    with pytest.raises(CommandError, match="没有签名私钥"):
        call_command("export_bundle", output=tmp_path)
    for command in ("bundle_keys", "bundle_keys", "export_bundle"):
        call_command(command, *(["--output", str(tmp_path)] if command == "export_bundle" else []), stdout=said)
    put(1)
    call_command("export_bundle", "--output", str(tmp_path), stdout=said)

    signer = signing.load(path)
    assert said.getvalue().count(signer.public.hex()) == 2
    assert "没有新的变动" in said.getvalue() and "第 1 号（全量），1 项" in said.getvalue()
    secret = signer._key.private_bytes_raw().hex()
    assert not any(each in said.getvalue() for each in (secret, path.read_text().splitlines()[1]))
    assert signer.name in repr(signer) and secret not in repr(signer)


@pytest.mark.parametrize(
    "arguments", [["--serial", "3"], ["--since", "0"], ["--since", "x"], ["--since", "1", "--all"]]
)
def test_a_wrong_beginning_is_refused(db, arguments):
    with pytest.raises(CommandError):
        call_command("export_bundle", *arguments)


def test_a_private_key_is_its_owner_s_alone_and_never_replaced(tmp_path):
    path = tmp_path / "bundle.key"
    made = signing.make(path)

    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert signing.public_file(path).read_text().strip() == made.public.hex() == signing.load(path).public.hex()
    with pytest.raises(SigningKeyExists):
        signing.make(path)
    path.chmod(0o640)
    with pytest.raises(SigningKeyExposed):
        signing.load(path)
    path.chmod(0o600)
    path.write_text("no key")
    with pytest.raises(SigningKeyUnreadable):
        signing.load(path)
    with pytest.raises(SigningKeyMissing):
        signing.load(tmp_path / "absent")
