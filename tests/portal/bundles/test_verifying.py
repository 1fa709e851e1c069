"""One byte altered anywhere, anything cut off, added, renamed or signed by a stranger: refused and named."""

import io
import zipfile

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from common.errors import DomainError
from portal.bundles.container import Reader
from portal.bundles.keys import keys_of
from portal.bundles.manifest import MANIFEST, README, SIGNATURE
from portal.bundles.verifying import opened
from portal.errors import (
    BundleDamaged,
    BundleUnreadable,
    FormatUnknown,
    MemberAltered,
    MembersDiffer,
    NoPublicKey,
    OtherSite,
    SignatureWrong,
)
from tests.portal.bundles.build import (
    READING,
    SITE,
    STRANGER,
    TRUSTED,
    bundle_of,
    file_of,
    item_of,
    members_of,
    packed,
    signed_again,
    verified,
)

BUNDLE = bundle_of(item_of(1, files=(file_of(), file_of(b"%PDF", "pdf")), readings=(READING,)), item_of(2))
ITEM, FILE = "items/000001.json", "files/000001-2.bin"
ENTRIES = {each.name: each for each in Reader(io.BytesIO(BUNDLE)).entries}


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    return tmp_path_factory.mktemp("bundle")


def altered(place_of_byte, change=1):
    data = bytearray(BUNDLE)
    data[place_of_byte] ^= change
    return bytes(data)


def test_a_genuine_bundle_is_accepted_and_any_program_opens_it(place):
    manifest = verified(place, BUNDLE)

    assert [each.key for each in manifest.items] == [item_of(1).index, item_of(2).index]
    with zipfile.ZipFile(io.BytesIO(BUNDLE)) as archive:
        assert archive.testzip() is None
        assert "第 1 号公开内容包" in archive.read(README).decode("utf-8-sig")


@settings(max_examples=100, deadline=None)
@given(place_of_byte=st.integers(0, len(BUNDLE) - 1), change=st.integers(1, 255))
def test_no_altered_byte_goes_unnoticed(place, place_of_byte, change):
    with pytest.raises(DomainError):
        verified(place, altered(place_of_byte, change))


@settings(max_examples=60, deadline=None)
@given(start=st.integers(0, len(BUNDLE)), length=st.integers(0, 300), put=st.binary(max_size=300))
def test_no_piece_taken_out_or_put_in_goes_unnoticed(place, start, length, put):
    assume(BUNDLE[start : start + length] != put)
    with pytest.raises(DomainError):
        verified(place, BUNDLE[:start] + put + BUNDLE[start + length :])


@settings(max_examples=40, deadline=None)
@given(st.binary(max_size=200))
def test_no_file_at_all_breaks_the_reader(place, data):
    for head in (b"", b"PK\x03\x04", BUNDLE[:40]):
        with pytest.raises(BundleDamaged):
            verified(place, head + data)


@pytest.mark.parametrize("name", [ITEM, FILE, README, MANIFEST, SIGNATURE])
@pytest.mark.parametrize("part", ["offset", "data_offset", "end"])
def test_the_refusal_names_the_member_that_was_altered(place, name, part):
    position = getattr(ENTRIES[name], part) - (part == "end")
    with pytest.raises(BundleDamaged) as refusal:
        verified(place, altered(position + 14 * (part == "offset")))  # in the head: its checksum

    assert name in str(refusal.value)


@pytest.mark.parametrize("name", [ITEM, FILE, README])
def test_a_member_that_was_replaced_with_a_right_checksum_is_named(place, name):
    members = members_of(BUNDLE)
    members[name] += b" "

    with pytest.raises(MemberAltered) as refusal:
        verified(place, packed(members))

    assert name in str(refusal.value)


@pytest.mark.parametrize("name", [MANIFEST, SIGNATURE])
@pytest.mark.parametrize("data", [b"", b"{}", b"[]", b"\xff", b"0" * 128 + b"\n"], ids=range(5))
def test_another_manifest_or_signature_is_refused(place, name, data):
    with pytest.raises(SignatureWrong):
        verified(place, packed(members_of(BUNDLE) | {name: data}))


def test_a_signature_that_is_too_long_is_not_even_read(place):
    with pytest.raises(BundleDamaged):
        verified(place, packed(members_of(BUNDLE) | {SIGNATURE: b"0" * 2000}))


def test_a_stranger_s_signature_is_refused(place):
    with pytest.raises(SignatureWrong):
        verified(place, bundle_of(item_of(), signer=STRANGER))


@pytest.mark.parametrize("length", [0, 1, 29, 30, 100, len(BUNDLE) // 2, len(BUNDLE) - 23, len(BUNDLE) - 1])
def test_a_bundle_that_was_cut_short_is_refused(place, length):
    with pytest.raises(BundleDamaged):
        verified(place, BUNDLE[:length])


@pytest.mark.parametrize("more", [b"\0", BUNDLE])
def test_bytes_behind_or_before_are_refused(place, more):
    with pytest.raises(BundleDamaged):
        verified(place, BUNDLE + more)
    with pytest.raises(BundleDamaged):
        verified(place, b"\0" + BUNDLE)


def test_a_member_too_many_is_named(place):
    with pytest.raises(MembersDiffer) as refusal:
        verified(place, packed({"files/more.bin": b"x"} | members_of(BUNDLE)))

    assert "多出 files/more.bin" in str(refusal.value)


@pytest.mark.parametrize("name", [ITEM, FILE, README])
def test_a_missing_member_is_named(place, name):
    members = members_of(BUNDLE)
    del members[name]

    with pytest.raises(MembersDiffer) as refusal:
        verified(place, packed(members))

    assert f"缺少 {name}" in str(refusal.value)


@pytest.mark.parametrize("name", [MANIFEST, SIGNATURE])
def test_a_bundle_without_its_manifest_or_signature_is_refused(place, name):
    members = members_of(BUNDLE)
    del members[name]

    with pytest.raises(BundleDamaged) as refusal:
        verified(place, packed(members))

    assert f"缺少 {name}" in str(refusal.value)


def foreign(compression=zipfile.ZIP_STORED, name="items/000001.json", data=b"{}"):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", compression) as archive:
        archive.writestr(zipfile.ZipInfo(name), data, compression)
    return file.getvalue()


@pytest.mark.parametrize(
    "bundle",
    [
        foreign(),
        foreign(zipfile.ZIP_DEFLATED, data=b"0" * 10**6),
        foreign(name="../../etc/passwd"),
        foreign(name="/etc/passwd"),
        foreign(name="items/"),
        foreign(name="items/\u540d.json"),
        b"",
        b"PK\x05\x06" + b"\0" * 18,
        b"%PDF-1.7",
    ],
    ids=["foreign", "packed", "upwards", "absolute", "folder", "chinese", "empty", "no members", "pdf"],
)
def test_an_archive_that_another_program_made_is_refused(place, bundle):
    with pytest.raises(BundleDamaged):
        verified(place, bundle)


def test_a_member_that_stands_there_twice_is_refused(place):
    first = ENTRIES[ITEM]
    with pytest.raises(BundleDamaged):
        verified(place, BUNDLE[: first.end] + BUNDLE)


def test_a_bundle_of_a_newer_program_or_for_another_site_is_refused(place):
    with pytest.raises(FormatUnknown):
        verified(place, signed_again(BUNDLE, format=2))
    with pytest.raises(FormatUnknown):
        verified(place, signed_again(BUNDLE, more=1))
    with pytest.raises(OtherSite):
        verified(place, bundle_of(item_of(), site="9999999999"))


def test_a_signature_alone_does_not_make_a_member_belong(place):
    with pytest.raises(MembersDiffer):
        verified(place, signed_again(BUNDLE, members=[]))


def test_a_file_that_cannot_be_read_is_said(place):
    for path, why in ((place, "这是一个目录"), (place / "absent.zip", "没有这个文件")):
        with pytest.raises(BundleUnreadable) as refusal, opened(path, TRUSTED, SITE):
            pass
        assert why in str(refusal.value)


@pytest.mark.parametrize("text", ["", "x", "0" * 63, "0" * 64 + ",x"])
def test_without_a_public_key_nothing_can_be_verified(text):
    with pytest.raises(NoPublicKey):
        keys_of(text)


def test_while_keys_change_both_are_trusted():
    assert keys_of(f" {'0' * 64},\n{'A' * 64} ") == (bytes(32), b"\xaa" * 32)
