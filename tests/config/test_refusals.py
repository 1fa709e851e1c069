"""Why the installation does not start, in one sentence."""

import os
import socket

import pytest

from config import refusals
from config.refusals import StartRefused


def test_an_old_python_is_refused_with_both_versions():
    with pytest.raises(StartRefused, match=r"当前 3\.10，需要 3\.11"):
        refusals.require_python((3, 10))
    refusals.require_python()


def test_a_taken_port_is_refused_and_a_free_one_is_not():
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(StartRefused, match=f"端口 {port} 已被占用"):
            refusals.require_port("127.0.0.1", port)

    refusals.require_port("127.0.0.1", port)


@pytest.mark.parametrize("text", ["", "http", "0", "65536", "-1", "８０００", "80 00"])
def test_what_is_no_port_is_refused(text):
    with pytest.raises(StartRefused, match="不是端口号"):
        refusals.port_of(text)


def test_a_full_disk_is_refused(tmp_path):
    refusals.require_room(tmp_path, needed=1)

    with pytest.raises(StartRefused, match="磁盘空间不足"):
        refusals.require_room(tmp_path, needed=1 << 62)


def test_data_of_another_version_is_refused(tmp_path):
    (tmp_path / "PG_VERSION").write_text("15\n", encoding="ascii")

    refusals.require_own_data(tmp_path, version=15)
    with pytest.raises(StartRefused, match="由 PostgreSQL 15 建立，本程序使用 PostgreSQL 18"):
        refusals.require_own_data(tmp_path, version=18)


def test_data_of_another_user_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: tmp_path.stat().st_uid + 1)

    with pytest.raises(StartRefused, match="属于用户"):
        refusals.require_own_data(tmp_path, version=18)


def test_a_disk_that_filled_up_later_is_explained():
    assert "磁盘已满" in refusals.explain("OSError: [Errno 28] No space left on device")
    assert "只读" in refusals.explain("OSError: [Errno 30] Read-only file system: '/srv/var'")
    assert "上级目录" in refusals.explain("[Errno 2] No such file or directory: '/proc/nowhere'")
    assert refusals.explain("ValueError: something else") == ""
