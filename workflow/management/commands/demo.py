"""manage.py demo: build the demonstration ministry (only where DEBUG is on)."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from accounts import demo
from accounts.roles import Role
from common import clock
from documents import demo as numbering


class Command(BaseCommand):
    """Idempotent; prints the accounts and the one password."""

    help = "建立演示用的部委：机构、人员、角色、发文代字（只在 DEBUG 开启时）"

    def handle(self, *args: Any, **options: Any) -> None:
        """Build what is missing and print who may sign in."""
        if not settings.DEBUG:
            raise CommandError("演示数据带有公开的密码，只能在 DEBUG 开启的演示环境中建立。")
        demo.build(at=clock.now())
        numbering.build()
        self.stdout.write(f"演示账号（密码都是 {demo.PASSWORD}）：")
        for person in demo.PEOPLE:
            roles = "、".join(Role(role).label for role in person.roles)
            self.stdout.write(f"  {person.username:<10} {person.name}  {person.office}{person.title}  {roles}")
