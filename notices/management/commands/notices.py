"""manage.py notices: what is told, when and to whom, as docs/process/notices.md; needs no database."""

from typing import Any

from django.core.management.base import BaseCommand

from notices.choices import Group
from notices.kinds import KINDS, Kind

HEAD = """# 提醒

由 `manage.py notices` 生成，请勿手工修改；测试保证本文件与代码一致。

每件事对每个人只告知一次；时限的每一步（黄灯、红灯、上报）在其时限内只告知一次，办理人变动也不重复。
全部提醒都在“提醒”页面上，不能关闭；每人可在“提醒设置”里为每一类另选邮件或本单位工作群。
安静时段（默认 21:00 至次日 8:00 及休息日）的合成一条，到时段结束时发送，“红灯与升级”不受限制；
短时间内同类很多的合成一条。
邮件和工作群消息写环节、姓名、字号和链接，不写催办的原话；未公开公文的标题只在安装设置 `NOTICE_TITLES` 开启时写入邮件，
工作群中另有他人，一律不写。已停用的人员不再收到邮件和工作群消息。

| 类别 | 提醒 | 何时 | 告诉谁 |
|---|---|---|---|
"""


class Command(BaseCommand):
    """Prints the table of what is told."""

    help = "列出全部提醒：何时、告诉谁（docs/process/notices.md）"
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the page."""
        self.stdout.write(markdown(), ending="")


def markdown() -> str:
    """Return docs/process/notices.md."""
    return HEAD + "".join(_line(each) for group in Group for each in KINDS.values() if each.group == group)


def _line(kind: Kind) -> str:
    return f"| {kind.group.label} | {kind.word} | {kind.when} | {kind.whom} |\n"
