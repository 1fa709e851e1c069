"""manage.py appoint: the first administrators of a real installation; there is no superuser."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts import services
from accounts.models import Office, OfficeKind
from accounts.roles import ADMIN_ROLES, Role
from common import clock
from common.errors import DomainError


class Command(BaseCommand):
    """Makes the organ when there is none, the person, the role; prints the initial password once."""

    help = "任命首任系统、安全、审计管理员（各一次），输出一次性初始密码"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take user name, name, role and the name of the organ."""
        parser.add_argument("username", help="用户名")
        parser.add_argument("full_name", help="姓名")
        parser.add_argument("--role", required=True, choices=sorted(ADMIN_ROLES), help="管理员类别")
        parser.add_argument("--organ", required=True, help="机关名称")

    def handle(self, *args: Any, **options: Any) -> None:
        """Appoint, or say why not."""
        at = clock.now()
        name = options["organ"]
        try:
            organ = Office.objects.filter(name=name, parent=None).first() or services.add_office(
                name=name, kind=OfficeKind.ORGAN, parent=None, by=None, at=at
            )
            person = {"username": options["username"], "full_name": options["full_name"], "office": organ}
            password = services.appoint(**person, role=Role(options["role"]), at=at)
        except DomainError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"初始密码（首次登录须修改）：{password}")
