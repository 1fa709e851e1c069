"""What a file is, by its first bytes and its name, when it is not a .docx."""

from pathlib import PurePath
from typing import NoReturn

from documents.docx.errors import BrokenZip, MacroFile, NotDocx, PasswordProtected

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = b"PK"
_SAVE_AS = "请用 Word 或 WPS 打开后另存为 .docx 再上传。"
_EXPORTED = "版式文件不能还原为可编辑的公文，请上传它的 Word 原稿（.docx）。"
_BY_BYTES = (
    (b"%PDF", "PDF 版式文件", _EXPORTED),
    (b"{\\rtf", "RTF 文件", _SAVE_AS),
    (b"\x89PNG", "图片", "请上传公文的 Word 原稿（.docx），图片可插入文中。"),
    (b"\xff\xd8\xff", "图片", "请上传公文的 Word 原稿（.docx），图片可插入文中。"),
    (b"Rar!", "RAR 压缩包", "请解压后上传其中的 .docx 文件。"),
    (b"7z\xbc\xaf", "7z 压缩包", "请解压后上传其中的 .docx 文件。"),
)
_BY_NAME = {
    ".doc": ("旧版 Word 文件（.doc）", _SAVE_AS),
    ".dot": ("旧版 Word 模板（.dot）", _SAVE_AS),
    ".wps": ("WPS 文字文件（.wps）", "请用 WPS 打开后另存为 .docx 再上传。"),
    ".wpt": ("WPS 文字模板（.wpt）", "请用 WPS 打开后另存为 .docx 再上传。"),
    ".uof": ("标文通文件（.uof）", "请用 WPS 打开后另存为 .docx 再上传。"),
    ".uot": ("标文通文件（.uot）", "请用 WPS 打开后另存为 .docx 再上传。"),
    ".pdf": ("PDF 版式文件", _EXPORTED),
    ".ofd": ("OFD 版式文件", _EXPORTED),
    ".odt": ("OpenDocument 文件（.odt）", _SAVE_AS),
    ".rtf": ("RTF 文件", _SAVE_AS),
    ".txt": ("纯文本文件", "请把文字粘贴到 Word 或 WPS 中排好版，另存为 .docx 再上传。"),
    ".xls": ("电子表格", "表格请作为附件插入公文，或另存为 .docx 再上传。"),
    ".xlsx": ("电子表格", "表格请作为附件插入公文，或另存为 .docx 再上传。"),
    ".ppt": ("演示文稿", "请上传公文的 Word 原稿（.docx）。"),
    ".pptx": ("演示文稿", "请上传公文的 Word 原稿（.docx）。"),
    ".htm": ("网页文件", _SAVE_AS),
    ".html": ("网页文件", _SAVE_AS),
    ".xml": ("XML 文件", _SAVE_AS),
    ".zip": ("ZIP 压缩包", "请解压后上传其中的 .docx 文件。"),
}
_CONTROLS = frozenset(range(0x20)) - frozenset(b"\t\r\n\f")
MACRO_NAMES = frozenset({".docm", ".dotm"})
_BY_PART = (
    ("OFD.xml", "OFD 版式文件", _EXPORTED),
    ("xl/workbook.xml", *_BY_NAME[".xlsx"]),
    ("ppt/presentation.xml", *_BY_NAME[".pptx"]),
    ("content.xml", *_BY_NAME[".odt"]),
)


def refuse(data: bytes, filename: str) -> NoReturn:
    """Say what the bytes are, which are no zip container.

    :raises PasswordProtected: an encrypted Office file.
    :raises NotDocx: any other kind, with advice.
    :raises BrokenZip: nothing that is known, named .docx.
    """
    suffix = PurePath(filename).suffix.lower()
    if data.startswith(OLE):
        _refuse_ole(data, suffix)
    for start, kind, advice in _BY_BYTES:
        if data.startswith(start):
            raise NotDocx(kind=kind, advice=advice)
    if suffix in _BY_NAME:
        kind, advice = _BY_NAME[suffix]
        raise NotDocx(kind=kind, advice=advice)
    if _is_text(data):
        raise NotDocx(kind="网页或纯文本文件", advice=_SAVE_AS)
    raise BrokenZip


def _refuse_ole(data: bytes, suffix: str) -> NoReturn:
    if is_encrypted(data):
        raise PasswordProtected
    kind, advice = _BY_NAME.get(suffix, _BY_NAME[".doc"])
    raise NotDocx(kind=kind, advice=advice)


def is_encrypted(data: bytes) -> bool:
    """Test if an OLE container holds an encrypted Office file."""
    return stream_name("EncryptedPackage") in data or stream_name("EncryptionInfo") in data


def stream_name(name: str) -> bytes:
    """Return the name of a stream as an OLE container spells it."""
    return name.encode("utf-16-le")


def _is_text(data: bytes) -> bool:
    head = data[:4096]
    if b"\x00" in head:
        return False
    return not any(byte in _CONTROLS for byte in head)


def refuse_container(names: frozenset[str], filename: str) -> NoReturn:
    """Say what a zip container without a Word document is, by the parts in it.

    :raises NotDocx: with advice.
    """
    for part, kind, advice in _BY_PART:
        if part in names:
            raise NotDocx(kind=kind, advice=advice)
    kind, advice = _BY_NAME.get(PurePath(filename).suffix.lower(), _BY_NAME[".zip"])
    raise NotDocx(kind=kind, advice=advice)


def refuse_macro_name(filename: str) -> None:
    """Refuse a file whose name says that it may run macros.

    :raises MacroFile: .docm or .dotm.
    """
    if PurePath(filename).suffix.lower() in MACRO_NAMES:
        raise MacroFile
