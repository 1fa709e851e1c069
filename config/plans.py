"""What `make run` starts: office and portal in one, or the portal alone (SITE=portal)."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from config import site
from config.database import as_user

Step = tuple[str, ...]  # the Chinese name, the name of the log, what follows `python -m`
Environment = dict[str, str]
DEMO_LOG = "demo.log"  # what `manage.py demo` said: the accounts and their password
READER = "mingfa_reader"
MIGRATE = ("更新数据库结构", "migrate", "manage", "migrate", "--no-input")
COLLECT = ("收集静态文件", "static", "manage", "collectstatic", "--no-input")


@dataclass(frozen=True, slots=True)
class Plan:
    """The steps of the preparation, the programs that run on (the web server first), and what is said of them.

    `embedded` tells the environment of the embedded database from its address, `served` that of the programs
    from that of the preparation; `greeting` gets the address of the site and the folder of the data.
    """

    preparation: tuple[Step, ...]
    services: Callable[[str, Path], tuple[Step, ...]]
    embedded: Callable[[str], Environment]
    served: Callable[[Environment], Environment]
    greeting: Callable[[str, Path], list[str]]


def chosen() -> Plan:
    """Return the plan for this side of the gap."""
    return PORTAL if site.is_portal() else OFFICE


def _web(bind: str) -> Step:
    # A register of a million lines takes minutes to send; after the usual 30 seconds it would be cut off.
    gunicorn = ("--workers", "2", "--timeout", "900", "--graceful-timeout", "5", "--no-control-socket")
    return ("网页服务", "web", "gunicorn", "config.wsgi", "--bind", bind, *gunicorn)


def _office_services(bind: str, var: Path) -> tuple[Step, ...]:
    beat = ("--schedule", str(var / "run" / "beat"), "--pidfile", "")
    quiet = ("--concurrency", "2", "--without-gossip", "--without-mingle", "--without-heartbeat")
    return (
        _web(bind),
        ("后台任务", "worker", "celery", "-A", "config", "worker", "-l", "INFO", *quiet),
        ("定时任务", "beat", "celery", "-A", "config", "beat", "-l", "INFO", *beat),
    )


def _office_greeting(base: str, var: Path) -> list[str]:
    accounts = (var / "log" / DEMO_LOG).read_text(encoding="utf-8")
    return [f"办公地址：{base}/", f"公开门户：{base}/portal/", "", accounts]


def _portal_services(bind: str, var: Path) -> tuple[Step, ...]:
    return (_web(bind),)


def _portal_embedded(url: str) -> Environment:
    return {site.OWNER: url, site.READER: as_user(url, READER)}


def _without_owner(environment: Environment) -> Environment:
    return {name: value for name, value in environment.items() if name != site.OWNER}


def _portal_greeting(base: str, var: Path) -> list[str]:
    return [
        f"公开门户：{base}/portal/（独立运行，没有办公功能；网页进程对公开内容只读）",
        "",
        "内容由办公系统导出的公开内容包带来：",
        "    办公系统上   manage.py bundle_keys（一次），manage.py export_bundle",
        "    在这台机器上 export SITE=portal BUNDLE_PUBLIC_KEY=办公系统的公钥",
        "                 .venv/bin/python manage.py import_bundle 公开内容包.zip",
        "详见 docs/operations/two-networks.md。",
    ]


OFFICE = Plan(
    preparation=(
        MIGRATE,
        COLLECT,
        ("核对公开门户", "portal", "manage", "rebuild_portal", "--missing-only", "--no-color"),
        ("装入演示数据", "demo", "manage", "demo", "--no-color"),
    ),
    services=_office_services,
    embedded=lambda url: {site.READER: url},
    served=dict,
    greeting=_office_greeting,
)
PORTAL = Plan(
    preparation=(
        MIGRATE,
        COLLECT,
        ("授予只读权限", "role", "manage", "portal_role", "--role", READER, "--no-color"),
    ),
    services=_portal_services,
    embedded=_portal_embedded,
    served=_without_owner,
    greeting=_portal_greeting,
)
