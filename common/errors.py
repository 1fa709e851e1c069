"""What the product refuses, and why, in words for the clerk and a code for the machine."""

from typing import Any, ClassVar

from django.utils.functional import Promise


class DomainError(Exception):
    """An act was refused for a reason that was foreseen.

    `message` is a Chinese sentence with named printf fields; `code` is unique in the product;
    `http_status` is what a page answers. The keyword arguments fill the sentence and must never
    hold text of a document.
    """

    code: ClassVar[str] = "GEN-000"
    message: ClassVar[str | Promise] = "操作未能完成。"
    http_status: ClassVar[int] = 409

    def __init__(self, **fields: Any) -> None:
        self.fields = fields
        super().__init__(self.code)

    def __str__(self) -> str:
        return str(self.message) % self.fields if self.fields else str(self.message)


class NotFound(DomainError):
    """There is no such object, or the person may not know that there is."""

    code = "GEN-404"
    message = "没有这个页面，或者您无权查看。"
    http_status = 404


class Busy(DomainError):
    """Somebody else holds the object at this moment."""

    code = "GEN-409"
    message = "此件正由他人办理，请稍候再试；您填写的内容没有丢失。"


_FILE_TROUBLE = {
    FileNotFoundError: "没有这个文件或目录",
    FileExistsError: "已有同名文件",
    IsADirectoryError: "这是一个目录",
    NotADirectoryError: "路径中有一段不是目录",
    PermissionError: "没有读写权限",
}


def file_trouble(error: OSError) -> str:
    """Return in Chinese why a file cannot be read or written; what is rare stays in the system's words."""
    return _FILE_TROUBLE.get(type(error)) or error.strerror or type(error).__name__
