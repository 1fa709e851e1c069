"""送达: put with the release, sent after it, again when it failed, once by its key, never what was withdrawn."""

import hashlib
import hmac
import json
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import TestCase

from audit.models import Entry
from audit.selectors import timeline
from common import outgoing
from outbox import services as outbox
from publication.errors import NothingToResend, OutletRefused
from publication.facts import OutletWish
from publication.models import Delivery, Outlet
from publication.outlets.choices import DeliveryState, Failure
from publication.services import deliveries
from publication.services.deliveries import WAITS
from tests.publication.build import NOON, World
from tests.publication.outlets.listening import mail_server, receiving
from tests.publication.test_endings import CORRECT, RETRACT, approve, propose
from tests.publication.test_releases import publish, ready


def outlet(world, kind, address="", recipients=()):
    """Add an outlet by its service."""
    wish = OutletWish(kind, f"渠道{Outlet.objects.count()}", address, tuple(recipients))
    return deliveries.add_outlet(wish=wish, by=world.who["publisher"], at=NOON)


def work(at=NOON):
    with TestCase.captureOnCommitCallbacks(execute=True):
        outbox.run_all(at)


def of(made):
    return Delivery.objects.get(outlet=made)


# --- all outlets ----------------------------------------------------------------------------------------


@pytest.mark.rule(40)
def test_every_release_is_on_the_portal_with_its_index_number_as_receipt(world):
    release = publish(world, ready(world))

    delivery = release.deliveries.get()
    assert (delivery.outlet.kind, delivery.state) == ("portal", "sent")
    assert delivery.receipt == f"索引号 {release.index.text}"


def test_a_release_that_is_rolled_back_puts_nothing(world):
    outlet(world, "folder", "neighbour")
    document = ready(world)

    with pytest.raises(RuntimeError), transaction.atomic():
        publish(world, document)
        raise RuntimeError

    assert Delivery.objects.count() == 0


def test_an_outlet_that_is_switched_off_is_told_nothing(world):
    off = outlet(world, "folder", "neighbour")
    deliveries.switch_outlet(outlet=off, on=False, by=world.who["publisher"], at=NOON)

    publish(world, ready(world))

    assert [each.outlet.kind for each in Delivery.objects.select_related("outlet")] == ["portal"]


# --- web hook -------------------------------------------------------------------------------------------


def test_a_web_hook_gets_the_whole_message_signed_and_the_answer_is_its_receipt(world):
    with receiving() as neighbour:
        made = outlet(world, "webhook", neighbour.url)
        release = publish(world, ready(world))
        work()

    ((headers, body),) = neighbour.got
    told, delivery = json.loads(body), of(made)
    signed = headers["X-Mingfa-Timestamp"].encode() + b"." + body
    expected = hmac.new(made.secret.encode(), signed, hashlib.sha256).hexdigest()
    assert headers["X-Mingfa-Signature"] == f"sha256={expected}"
    assert headers["Idempotency-Key"] == told["key"] == str(delivery.key)
    assert (told["event"], told["index_number"], told["title"]) == ("release", release.index.text, release.title)
    assert [(each["kind"], each["sha256"]) for each in told["files"]] == [
        ("docx", release.copy.docx_sha256),
        ("html", release.copy.html_sha256),
    ]
    assert told["page"].endswith(f"/documents/{release.index.text}")
    assert (delivery.state, delivery.attempts, delivery.receipt) == ("sent", 1, "HTTP 200")
    assert delivery.receipt_sm3


def test_what_failed_is_tried_again_later_with_the_same_key_and_then_no_more(world):
    with receiving(500, 503, 201) as neighbour:
        made = outlet(world, "webhook", neighbour.url)
        publish(world, ready(world))
        work()
        failed = of(made)
        assert (failed.state, failed.failure, failed.next_at) == ("failed", "refused", NOON + WAITS[0])
        assert deliveries.send_due(NOON) == 0
        later = NOON + WAITS[0]
        assert deliveries.send_due(later) == 0
        assert deliveries.send_due(later + WAITS[1]) == 1
        assert deliveries.send_due(later + timedelta(days=9)) == 0
        work(later + timedelta(days=9))

    assert (of(made).state, of(made).attempts) == ("sent", 3)
    assert len({headers["Idempotency-Key"] for headers, _ in neighbour.got}) == 1
    assert len(neighbour.got) == 3


def test_after_the_last_attempt_it_is_given_up_and_on_record(world):
    with receiving(500) as neighbour:
        made = outlet(world, "webhook", neighbour.url)
        release = publish(world, ready(world))
        at = NOON
        for wait in (*WAITS, WAITS[-1]):
            deliveries.send(of(made).pk, at)
            at += wait

    delivery = of(made)
    assert (delivery.state, delivery.attempts) == (DeliveryState.GIVEN_UP, len(WAITS) + 1)
    assert "已停止重试：对方拒收" in str(timeline(f"document:{release.document_id}")[-1])


@pytest.mark.parametrize(
    ("location", "status", "failure"),
    [("http://127.0.0.1:9/", 302, "moved"), ("", 302, "refused"), ("", 404, "refused")],
)
def test_only_an_answer_of_success_is_a_receipt(world, location, status, failure):
    with receiving(status) as neighbour:
        neighbour.location = location
        made = outlet(world, "webhook", neighbour.url)
        publish(world, ready(world))
        work()

    assert (of(made).state, of(made).failure) == ("failed", failure)


@pytest.mark.parametrize(("seconds", "promised", "failure"), [(-1, 0, "timeout"), (20, 999, "unreachable")])
def test_an_answer_that_does_not_end_in_time_or_breaks_off_is_no_receipt(
    world, monkeypatch, seconds, promised, failure
):
    monkeypatch.setattr(outgoing, "WHOLE", seconds)
    with receiving() as neighbour:
        neighbour.promised = promised
        made = outlet(world, "webhook", neighbour.url)
        publish(world, ready(world))
        work()

    assert (of(made).state, of(made).failure) == ("failed", failure)


def test_a_neighbour_that_is_away_does_not_hold_up_the_others(world, settings, tmp_path):
    settings.OUTLET_FOLDERS = tmp_path
    with receiving() as neighbour:
        url = neighbour.url
    away, there = outlet(world, "webhook", url), outlet(world, "folder", "archive")

    publish(world, ready(world))
    work()

    assert (of(away).failure, of(there).state) == (Failure.UNREACHABLE, "sent")


def test_a_given_up_delivery_is_sent_again_on_demand(world):
    with receiving(500, 200) as neighbour:
        made = outlet(world, "webhook", neighbour.url)
        release = publish(world, ready(world))
        work()
        deliveries.resend(delivery_id=of(made).pk, by=world.who["publisher"], at=NOON)
        work()

    assert of(made).state == "sent"
    assert "重发公开发布" in str(timeline(f"document:{release.document_id}")[-1])
    with pytest.raises(NothingToResend):
        deliveries.resend(delivery_id=of(made).pk, by=world.who["publisher"], at=NOON)


def test_what_was_withdrawn_meanwhile_is_never_sent(world):
    with receiving(500, 200) as neighbour:
        outlet(world, "webhook", neighbour.url)
        release = publish(world, ready(world))
        work()
        approve(world, propose(world, RETRACT, release.document))
        work(NOON + timedelta(days=30))
        deliveries.send_due(NOON + timedelta(days=30))

    events = [json.loads(body)["event"] for _, body in neighbour.got]
    told = json.loads(neighbour.got[-1][1])
    first = Delivery.objects.get(event="release", outlet__kind="webhook")
    assert events == ["release", "retract"]
    assert (first.state, first.failure) == ("given_up", "overtaken")
    assert told["explanation"] == "附件二数据有误。"
    assert "title" not in told
    with pytest.raises(NothingToResend):
        deliveries.resend(delivery_id=first.pk, by=world.who["publisher"], at=NOON)


def test_a_retraction_does_not_wait_for_a_slow_receiver_and_is_told_after_what_it_is_at(transactional_db):
    world, told = World(), []
    with receiving() as neighbour:
        outlet(world, "webhook", neighbour.url)
        with transaction.atomic():
            release = publish(world, ready(world))

        def retract():
            with transaction.atomic():
                approve(world, propose(world, RETRACT, release.document))
            told.append(deliveries.send_due(NOON))
            connection.close()

        neighbour.meanwhile.append(retract)
        work()

    assert told == [0]
    assert [json.loads(body)["event"] for _, body in neighbour.got] == ["release", "retract"]
    assert {each.state for each in Delivery.objects.all()} == {"sent"}


def test_the_secret_is_nowhere_in_the_database_and_a_new_salt_makes_a_new_one(world):
    made = outlet(world, "webhook", "https://example.gov.cn/hook")
    before = made.secret

    salt = made.salt
    deliveries.renew_secret(outlet=made, by=world.who["publisher"], at=NOON)

    row = Outlet.objects.filter(pk=made.pk).values().get()
    journal = str(list(Entry.objects.values("facts")))
    assert before not in str(row) and made.secret not in str(row)
    assert made.secret != before and len(made.secret) == 64
    assert salt not in journal and made.salt not in journal and made.secret not in journal


# --- folder ---------------------------------------------------------------------------------------------


def test_a_folder_gets_the_whole_package_at_once(world, settings, tmp_path):
    settings.OUTLET_FOLDERS = tmp_path
    made = outlet(world, "folder", "archive")

    release = publish(world, ready(world))
    work()

    (package,) = (tmp_path / "archive").iterdir()
    assert package.name == "2026-00001-r1-release"
    assert sorted(each.name for each in package.iterdir()) == [
        "SHA256SUMS",
        "document.docx",
        "document.html",
        "metadata.json",
    ]
    assert (package / "document.docx").read_bytes() == bytes(release.copy.docx.data)
    sums = dict(reversed(line.split("  ")) for line in (package / "SHA256SUMS").read_text().splitlines())
    assert sums["document.html"] == release.copy.html_sha256
    assert of(made).receipt == package.name


def test_a_package_is_written_once_and_another_one_of_its_name_is_not_overwritten(world, settings, tmp_path):
    settings.OUTLET_FOLDERS = tmp_path
    made = outlet(world, "folder", "archive")
    other = tmp_path / "archive" / "2026-00001-r1-release"
    other.mkdir(parents=True)
    (other / "SHA256SUMS").write_text("foreign")

    publish(world, ready(world))
    work()

    assert (of(made).state, of(made).failure) == ("failed", "differs")
    assert (other / "SHA256SUMS").read_text() == "foreign"
    assert [each.name for each in (tmp_path / "archive").iterdir()] == [other.name]


def test_a_worker_that_died_after_writing_finds_its_own_package(world, settings, tmp_path):
    settings.OUTLET_FOLDERS = tmp_path
    made = outlet(world, "folder", "archive")
    publish(world, ready(world))
    with pytest.raises(RuntimeError), transaction.atomic():
        deliveries.send(of(made).pk, NOON)
        raise RuntimeError

    work()

    assert (of(made).state, of(made).attempts) == ("sent", 1)


@pytest.mark.parametrize("address", ["../etc", "/etc", "a/b", "", ".", "名"])
def test_a_folder_has_a_plain_name(world, address):
    with pytest.raises(OutletRefused):
        outlet(world, "folder", address)


def test_a_correction_is_a_package_of_its_own(world, settings, tmp_path):
    settings.OUTLET_FOLDERS = tmp_path
    outlet(world, "folder", "archive")
    release = publish(world, ready(world))
    work()

    approve(world, propose(world, CORRECT, release.document))
    work(NOON + timedelta(days=2))

    assert sorted(each.name for each in (tmp_path / "archive").iterdir()) == [
        "2026-00001-r1-release",
        "2026-00001-r2-correct",
    ]


# --- mail -----------------------------------------------------------------------------------------------


@pytest.fixture
def mailbox(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    with mail_server() as (mailbox, port):
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
        yield mailbox


def test_readers_get_one_notice_and_do_not_see_each_other(world, mailbox):
    made = outlet(world, "mail", recipients=["a@example.com", "b@example.com"])

    release = publish(world, ready(world))
    work()

    (envelope,) = mailbox.messages
    head, words = envelope.content.decode("ascii", "replace").split("\r\n\r\n", 1)
    assert envelope.rcpt_tos == ["a@example.com", "b@example.com"]
    assert "example.com" not in head.replace(f"{of(made).key}@", "")
    assert f"<{of(made).key}@" in head
    assert of(made).state == "sent"
    assert of(made).receipt.startswith("2 个收件人")
    assert "a@example.com" not in str(list(Entry.objects.values("facts")))
    assert release.deliveries.count() == 2
    assert words


def test_a_mail_server_that_refuses_is_a_failure(world, mailbox):
    mailbox.refuses = True
    made = outlet(world, "mail", recipients=["a@example.com"])

    publish(world, ready(world))
    work()

    assert (of(made).state, of(made).failure) == ("failed", "mail_refused")


def test_without_a_mail_server_the_delivery_says_so(world, settings):
    settings.EMAIL_HOST = ""
    made = outlet(world, "mail", recipients=["a@example.com"])

    publish(world, ready(world))
    work()

    assert of(made).failure == "no_mail_server"


# --- what PostgreSQL holds ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "columns",
    [
        {"state": "waiting", "sent_at": None, "receipt": ""},
        {"receipt": "anders"},
        {"state": "lost"},
        {"failure": "whim"},
    ],
)
def test_a_delivery_that_arrived_never_changes(world, columns):
    release = publish(world, ready(world))

    with pytest.raises(IntegrityError), transaction.atomic():
        Delivery.objects.filter(release=release).update(**columns)


def test_the_portal_can_neither_be_switched_off_nor_doubled(world):
    portal = Outlet.objects.get(kind="portal")

    with pytest.raises(OutletRefused):
        deliveries.switch_outlet(outlet=portal, on=False, by=world.who["publisher"], at=NOON)
    with pytest.raises(IntegrityError), transaction.atomic():
        Outlet.objects.filter(pk=portal.pk).update(is_active=False)
    with pytest.raises(IntegrityError), transaction.atomic():
        Outlet.objects.create(kind="portal", name="另一个门户")
    with pytest.raises(IntegrityError), transaction.atomic():
        portal.delete()
