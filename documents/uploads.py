"""Taking uploads in: in memory, up to a limit, never in a temporary file (a refused file leaves nothing behind).

settings: FILE_UPLOAD_HANDLERS = ["documents.uploads.BoundedUploadHandler"].
"""

from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.http import HttpRequest

from documents.docx.opening.package import LIMIT_MB, MB

FILE_LIMIT = LIMIT_MB * MB  # bytes of one file
REQUEST_LIMIT = 2 * FILE_LIMIT  # bytes of all files of one request that are kept
READING_LIMIT = 20 * FILE_LIMIT  # bytes after which the connection is cut


class BoundedUploadHandler(FileUploadHandler):
    """Keep a file in memory until it passes the limit; then drop it and read on, so that typed text arrives.

    The names of the fields whose file was dropped stand in `request.oversize`. Of a stranger nothing is kept.
    """

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self.seen = self.kept = 0

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin a file."""
        super().new_file(*args, **kwargs)
        self.buffer: BytesIO | None = BytesIO() if self._is_known() else None

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Keep a chunk, or drop it when the file or the request is too large."""
        self.seen += len(raw_data)
        if self.seen > READING_LIMIT:
            raise StopUpload(connection_reset=True)
        if self.buffer is None:
            return
        self.kept += len(raw_data)
        if start + len(raw_data) > FILE_LIMIT or self.kept > REQUEST_LIMIT:
            self._drop(start + len(raw_data))
        else:
            self.buffer.write(raw_data)

    def file_complete(self, file_size: int) -> InMemoryUploadedFile | None:
        """Return the file, or None when it was dropped."""
        if self.buffer is None:
            return None
        self.buffer.seek(0)
        return InMemoryUploadedFile(
            file=self.buffer,
            field_name=self.field_name,
            name=self.file_name or "",
            content_type=self.content_type or "",
            size=file_size,
            charset=self.charset,
            content_type_extra=self.content_type_extra,
        )

    def _drop(self, size: int) -> None:
        self.buffer = None
        self.kept -= size
        oversize(self.request).add(self.field_name or "")

    def _is_known(self) -> bool:
        user = getattr(self.request, "user", None)
        return bool(user and user.is_authenticated)


def oversize(request: HttpRequest | None) -> set[str]:
    """Return the names of the fields of the request whose file was dropped because it is too large."""
    if not hasattr(request, "oversize"):
        request.oversize = set()  # type: ignore[union-attr]
    return request.oversize  # type: ignore[union-attr,no-any-return]
