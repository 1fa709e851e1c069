"""Old Word files (.doc, .wps, .rtf) by way of LibreOffice where it is installed; else the advice of sniff holds."""

import tempfile
from pathlib import Path, PurePath

from documents.docx.errors import NotDocx
from documents.docx.libreoffice import pdf
from documents.docx.opening import sniff

SUFFIXES = frozenset({".doc", ".dot", ".wps", ".wpt"})
LONGEST_SECONDS = 30.0
_FIB = b"\xec\xa5"  # the first bytes of a WordDocument stream
_MACROS = (sniff.stream_name("_VBA_PROJECT"), sniff.stream_name("Macros"))
_ADVICE = "自动转换没有成功，请用 Word 或 WPS 打开后另存为 .docx 再上传。"


def is_legacy(data: bytes, filename: str) -> bool:
    """Test if the bytes are an old Word file that can be converted: not encrypted, without macros."""
    if not data.startswith(sniff.OLE) or PurePath(filename).suffix.lower() not in SUFFIXES:
        return False
    return _FIB in data and not sniff.is_encrypted(data) and not any(name in data for name in _MACROS)


def modernised(data: bytes, filename: str) -> bytes:
    """Return the file as a .docx; the bytes as they are for anything but an old Word file.

    :raises NotDocx: it is one, and LibreOffice fails on it or takes too long.
    """
    office = pdf.program() if is_legacy(data, filename) else None
    if office is None:
        return data
    with tempfile.TemporaryDirectory(prefix="mingfa-doc-", ignore_cleanup_errors=True) as folder:
        source = Path(folder, "document.doc")
        source.write_bytes(data)
        pdf.run_office(office, folder, source, "docx:MS Word 2007 XML", LONGEST_SECONDS)
        made = source.with_suffix(".docx")
        if not made.is_file():
            raise NotDocx(kind="旧版 Word 文件（.doc）", advice=_ADVICE)
        return made.read_bytes()
