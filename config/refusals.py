"""Why the installation cannot start, said in one Chinese sentence, and the checks that find it out early."""

import json
import os
import pwd
import shutil
import socket
import sys
from pathlib import Path

OLDEST_PYTHON = (3, 11)
DEFAULT_PORT = 8000
LAST_PORT = 65535
ROOM_NEEDED = 500 * 1024 * 1024  # bytes


class StartRefused(RuntimeError):
    """The installation cannot start; the message is a Chinese sentence that says what to do."""


def require_python(version: tuple[int, ...] = sys.version_info[:2]) -> None:
    """Raise StartRefused when the interpreter is older than the product needs."""
    if version < OLDEST_PYTHON:
        found, needed = (".".join(map(str, each)) for each in (version, OLDEST_PYTHON))
        raise StartRefused(f"Python 版本过低：当前 {found}，需要 {needed} 或更高版本。")


def require_port(host: str, port: int) -> None:
    """Raise StartRefused when another program listens on the port."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except PermissionError as error:
            raise StartRefused(f"没有权限使用端口 {port}，请换一个：make run PORT=8080") from error
        except OSError as error:
            other = port + 1 if port < LAST_PORT else DEFAULT_PORT
            raise StartRefused(f"端口 {port} 已被占用，请换一个端口：make run PORT={other}") from error


def require_room(folder: Path, needed: int = ROOM_NEEDED) -> None:
    """Raise StartRefused when the disk under the folder has fewer free bytes than needed."""
    free = shutil.disk_usage(folder).free
    if free < needed:
        raise StartRefused(
            f"磁盘空间不足：{folder} 所在磁盘只剩 {free >> 20} MB，至少需要 {needed >> 20} MB，请清理后再试。"
        )


def require_own_data(folder: Path, version: int) -> None:
    """Raise StartRefused when the data folder was made by another version or belongs to another user.

    `version` is the major version of the PostgreSQL that would open it.
    """
    if not folder.exists():
        return
    owner = folder.stat().st_uid
    if os.geteuid() not in (0, owner):
        raise StartRefused(
            f"数据目录 {folder} 属于用户 {_user_name(owner)}，请用该用户运行，或用 MINGFA_VAR 另指目录。"
        )
    stamp = folder / "PG_VERSION"
    if stamp.exists() and (found := stamp.read_text(encoding="ascii").strip()) != str(version):
        raise StartRefused(
            f"数据目录 {folder} 由 PostgreSQL {found} 建立，本程序使用 PostgreSQL {version}，不能直接打开；"
            "请用原版本导出数据，或用 MINGFA_VAR 另指目录。"
        )


def port_of(text: str) -> int:
    """Return the port that the text names; raise StartRefused when it is no port."""
    if not (text.isascii() and text.isdigit() and 0 < int(text) <= LAST_PORT):
        raise StartRefused(f"PORT={text!a} 不是端口号，应为 1 到 {LAST_PORT} 的整数。")
    return int(text)


def explain(tail: str) -> str:
    """Return a Chinese sentence on a cause that the last lines of a log name, or an empty text."""
    known = {
        "No space left on device": "磁盘已满，请清理后再试。",
        "Address already in use": "端口已被占用，请换一个端口。",
        "Permission denied": "没有权限读写某个文件，请检查目录的属主。",
        "Read-only file system": "所在磁盘是只读的，请用 MINGFA_VAR 另指可写的目录。",
        "No such file or directory": "上级目录不存在或不能建立，请用 MINGFA_VAR 另指目录。",
        "Not a directory": "路径中有一段不是目录，请用 MINGFA_VAR 另指目录。",
        "File exists": "该位置已有同名文件，请移走它或用 MINGFA_VAR 另指目录。",
    }
    return next((sentence for sign, sentence in known.items() if sign in tail), "")


def read_json(path: Path, default: object) -> object:
    """Return the JSON value of a file, or the default when it is absent or was cut short by a crash."""
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return default


def _user_name(uid: int) -> str:
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return str(uid)
