"""manage.py bundle_keys: make the key pair that signs what is carried to the portal, or show the public key."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from common.commands import refusals_end_it
from common.errors import file_trouble
from publication import signing


class Command(BaseCommand):
    """Makes the keys when there are none; the private key is shown to nobody."""

    help = "生成公开内容包的签名密钥（已有则只显示公钥）；私钥留在本机，公钥交给门户机"
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        """Make or load the keys and print the public one."""
        path = settings.BUNDLE_PRIVATE_KEY_FILE
        try:
            made = not path.exists()
            with refusals_end_it():
                signer = signing.make(path) if made else signing.load(path)
        except OSError as error:
            raise CommandError(f"不能写入 {path}：{file_trouble(error)}") from error
        self.stdout.write(f"{'已生成' if made else '已有'}私钥 {path}（只许属主读写，不要复制到别处）")
        self.stdout.write(f"公钥 {signing.public_file(path)}，短名 {signer.name}，在门户机上设为 BUNDLE_PUBLIC_KEY：")
        self.stdout.write(signer.public.hex())
