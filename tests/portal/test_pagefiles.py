"""The cache of files: a folder for each beginning of a name, and bounded by what it may hold."""

import os

import pytest

from portal import pagefiles
from portal.pagefiles import PageFiles


@pytest.fixture
def files(tmp_path):
    return PageFiles(str(tmp_path), {"MAX_ENTRIES": 10})


def names(folder):
    return [path for path in folder.rglob("*") if path.is_file()]


def test_what_is_kept_is_found_until_its_time_is_over(files, tmp_path):
    files.set("a", ("甲", b"\x00"), None)
    files.set("b", 1, -1)

    assert files.get_many(["a", "b", "c"]) == {"a": ("甲", b"\x00")}
    assert files.delete("a") and files.get("a") is None
    assert names(tmp_path) == []


def test_what_is_there_is_not_added_again(files, monkeypatch, tmp_path):
    assert files.add("a", 1, None)
    assert not files.add("a", 2, None)
    monkeypatch.setattr(files, "has_key", lambda *args: False)  # another process puts it at this very moment

    assert not files.add("a", 3, None)
    assert files.get("a") == 1 and len(names(tmp_path)) == 1


def test_no_writing_looks_into_another_folder_than_its_own(files, monkeypatch, tmp_path):
    looked = []
    monkeypatch.setattr(pagefiles.os, "listdir", lambda folder: looked.append(folder) or [])
    for number in range(50):
        files.set(str(number), number, None)

    assert sorted({path.parent for path in names(tmp_path)}) == sorted({tmp_path / os.path.basename(f) for f in looked})
    assert len(looked) == len(names(tmp_path)) == 50


def test_a_full_folder_loses_some_of_its_files(files, monkeypatch, tmp_path):
    monkeypatch.setattr(pagefiles, "DIGITS", 0)  # all in one folder
    for number in range(200):
        files.set(str(number), number, None)

    assert len(names(tmp_path)) <= pagefiles.LEAST + 1
    assert files.get("199") == 199


def test_clearing_leaves_no_file(files, tmp_path):
    files.set("a", 1, None)
    files.clear()

    assert names(tmp_path) == [] and files.get("a") is None
    files.set("a", 2, None)
    assert files.get("a") == 2


def test_a_disk_without_room_leaves_no_half_file(files, monkeypatch, tmp_path):
    def fail(*_):
        raise OSError("full")

    monkeypatch.setattr(pagefiles.pickle, "dump", fail)
    with pytest.raises(OSError, match="full"):
        files.set("a", 1, None)

    assert names(tmp_path) == []
