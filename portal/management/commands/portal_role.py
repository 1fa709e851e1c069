"""manage.py portal_role: the database role of the portal's web process, with no right but to read."""

import os
from argparse import ArgumentParser
from typing import Any

from django.apps import apps
from django.core.management.base import BaseCommand, CommandError

from common.commands import refusals_end_it
from portal.services.reader import make_reader, published_tables

PASSWORD = "PORTAL_READER_PASSWORD"  # noqa: S105  # the name of a variable


class Command(BaseCommand):
    """Makes the role and its rights; to be repeated after an upgrade, since new tables come without rights."""

    help = "建立门户网页进程所用的数据库只读角色并授权（升级后重做一次）；口令取自环境变量 PORTAL_READER_PASSWORD"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the name of the role."""
        parser.add_argument("--role", default="mingfa_reader", help="角色名，默认 mingfa_reader")

    def handle(self, *args: Any, **options: Any) -> None:
        """Make the role and say what it may do."""
        if apps.is_installed("publication"):
            raise CommandError("本机是办公系统；只读角色只在独立的门户机上建立（SITE=portal）。")
        with refusals_end_it():
            make_reader(role=options["role"], password=os.environ.get(PASSWORD, ""))
        self.stdout.write(f"角色 {options['role']} 只能查询 {len(published_tables())} 张公开内容表，不能写入。")
